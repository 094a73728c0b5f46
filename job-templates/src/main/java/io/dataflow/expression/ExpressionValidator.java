package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.ParameterScope;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator for one expression over the placeholders of a {@link SqlText}. */
final class ExpressionValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withCallRewrite(false)
          .withTypeCoercionEnabled(true)
          .withConformance(SqlConformanceEnum.LENIENT);

  private final SqlValidatorScope scope;

  ExpressionValidator(RelDataTypeFactory factory, SqlText sql) {
    super(
        SqlOperatorTables.chain(
            SqlStdOperatorTable.instance(),
            SqlOperatorTables.of(SqlLibraryOperators.ILIKE, SqlLibraryOperators.NOT_ILIKE)),
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false),
            List.of(),
            factory,
            new CalciteConnectionConfigImpl(new Properties())),
        factory,
        CONFIG.withTypeCoercionFactory(
            (types, validator) -> new TemporalTextCoercion(types, validator, sql)));
    Map<String, RelDataType> types = new HashMap<>();
    for (int i = 0; i < sql.fields().size(); i++) {
      types.put("f" + i, SqlTypes.toSql(factory, sql.fields().get(i).type()));
    }
    RelDataType text = SqlTypes.toSql(factory, FieldType.of(ScalarKind.STRING).withNullable(false));
    for (int i = 0; i < sql.texts().size(); i++) {
      types.put("s" + i, text);
    }
    this.scope = new ParameterScope(this, types);
  }

  /**
   * The type of an expression or of a part of one.
   *
   * @throws org.apache.calcite.runtime.CalciteContextException for operands that do not fit
   * @throws ExpressionTypeException for arguments that do not fit
   */
  RelDataType typeOf(SqlNode node) {
    return deriveType(scope, node);
  }

  void check(SqlNode node) {
    node.validate(this, scope);
  }
}
