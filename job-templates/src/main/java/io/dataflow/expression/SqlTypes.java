package io.dataflow.expression;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Our types as Calcite's and back. FLOAT is Calcite's REAL: 4 bytes. */
final class SqlTypes {
  private SqlTypes() {}

  /** One for each compilation: Calcite's type factories keep what they have made. */
  static RelDataTypeFactory factory() {
    return new TypeFactory();
  }

  static RelDataType toSql(RelDataTypeFactory factory, FieldType type) {
    RelDataType sql;
    if (type instanceof FieldType.Scalar scalar) {
      sql = scalar(factory, scalar.kind());
    } else if (type instanceof FieldType.Decimal decimal) {
      sql = factory.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
    } else if (type instanceof FieldType.Array array) {
      sql = factory.createArrayType(toSql(factory, array.element()), -1);
    } else if (type instanceof FieldType.Dictionary map) {
      sql = factory.createMapType(toSql(factory, map.key()), toSql(factory, map.value()));
    } else if (type instanceof FieldType.Nested nested) {
      RelDataTypeFactory.Builder builder = factory.builder();
      for (Field field : nested.schema().fields()) {
        builder.add(field.name(), toSql(factory, field.type()));
      }
      sql = builder.build();
    } else {
      throw new IllegalArgumentException("no SQL type for " + type);
    }
    return factory.createTypeWithNullability(sql, type.nullable());
  }

  private static RelDataType scalar(RelDataTypeFactory factory, ScalarKind kind) {
    return switch (kind) {
      case STRING -> factory.createSqlType(SqlTypeName.VARCHAR);
      case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
      case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
      case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
      case INT -> factory.createSqlType(SqlTypeName.INTEGER);
      case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
      case FLOAT -> factory.createSqlType(SqlTypeName.REAL);
      case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
      case DATE -> factory.createSqlType(SqlTypeName.DATE);
      case TIME -> factory.createSqlType(SqlTypeName.TIME, 3);
      case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
      case TIMESTAMP_LTZ -> factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 3);
      case BYTES -> factory.createSqlType(SqlTypeName.VARBINARY);
    };
  }

  /** Empty for what a record cannot hold: an interval, or NULL without a type. */
  static Optional<FieldType> fromSql(RelDataType sql) {
    FieldType type =
        switch (sql.getSqlTypeName()) {
          case CHAR, VARCHAR -> FieldType.of(ScalarKind.STRING);
          case BOOLEAN -> FieldType.of(ScalarKind.BOOLEAN);
          case TINYINT -> FieldType.of(ScalarKind.TINYINT);
          case SMALLINT -> FieldType.of(ScalarKind.SMALLINT);
          case INTEGER -> FieldType.of(ScalarKind.INT);
          case BIGINT -> FieldType.of(ScalarKind.BIGINT);
          case REAL -> FieldType.of(ScalarKind.FLOAT);
          case DOUBLE, FLOAT -> FieldType.of(ScalarKind.DOUBLE);
          case DECIMAL -> new FieldType.Decimal(sql.getPrecision(), sql.getScale(), true);
          case DATE -> FieldType.of(ScalarKind.DATE);
          case TIME -> FieldType.of(ScalarKind.TIME);
          case TIMESTAMP -> FieldType.of(ScalarKind.TIMESTAMP);
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> FieldType.of(ScalarKind.TIMESTAMP_LTZ);
          case BINARY, VARBINARY -> FieldType.of(ScalarKind.BYTES);
          case ARRAY ->
              fromSql(sql.getComponentType())
                  .map(element -> new FieldType.Array(element, true))
                  .orElse(null);
          case MAP -> dictionary(sql);
          case ROW -> nested(sql);
          default -> null;
        };
    return Optional.ofNullable(type).map(found -> found.withNullable(sql.isNullable()));
  }

  /** A type as an author would write it. */
  static String text(RelDataType sql) {
    if (sql.getSqlTypeName() == SqlTypeName.NULL) {
      return "NULL";
    }
    return fromSql(sql)
        .map(type -> type.withNullable(true).toString())
        .orElseGet(() -> sql.getSqlTypeName().name().startsWith("INTERVAL") ? "INTERVAL" : "NULL");
  }

  private static FieldType dictionary(RelDataType sql) {
    Optional<FieldType> key = fromSql(sql.getKeyType());
    Optional<FieldType> value = fromSql(sql.getValueType());
    return key.isEmpty() || value.isEmpty()
        ? null
        : new FieldType.Dictionary(key.get(), value.get(), true);
  }

  private static FieldType nested(RelDataType sql) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : sql.getFieldList()) {
      Optional<FieldType> type = fromSql(field.getType());
      if (type.isEmpty()) {
        return null;
      }
      fields.add(new Field(field.getName(), type.get()));
    }
    return new FieldType.Nested(new RecordSchema(fields), true);
  }

  private static final class TypeFactory extends SqlTypeFactoryImpl {
    TypeFactory() {
      super(new TypeSystem());
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }

  private static final class TypeSystem extends RelDataTypeSystemImpl {
    @Override
    public int getMaxPrecision(SqlTypeName type) {
      return switch (type) {
        case DECIMAL -> FieldType.Decimal.MAX_PRECISION;
        case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 3;
        case VARCHAR, VARBINARY -> Integer.MAX_VALUE;
        default -> super.getMaxPrecision(type);
      };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL
          ? FieldType.Decimal.MAX_PRECISION
          : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
      return switch (type) {
        case VARCHAR, VARBINARY -> Integer.MAX_VALUE;
        case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 3;
        default -> SqlTypeName.INTERVAL_TYPES.contains(type) ? 9 : super.getDefaultPrecision(type);
      };
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
      return true;
    }
  }
}
