package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The type of a function's result, nullability aside.
 *
 * @param text as the function reference shows it
 * @param convertsArguments whether the method gets all arguments as values of the result's type
 * @param type empty if the arguments have no common type
 */
record ReturnRule(
    String text,
    boolean convertsArguments,
    BiFunction<RelDataTypeFactory, Arguments, Optional<RelDataType>> type) {

  /**
   * What a call is made with.
   *
   * @param numbers the value of each argument that is a whole number written out
   */
  record Arguments(List<RelDataType> types, List<Optional<Integer>> numbers) {}

  static ReturnRule of(ScalarKind kind) {
    return of(FieldType.of(kind));
  }

  static ReturnRule of(FieldType type) {
    return new ReturnRule(
        type.withNullable(true).toString(),
        false,
        (factory, arguments) -> Optional.of(SqlTypes.toSql(factory, type)));
  }

  /** As the argument at this position. */
  static ReturnRule argument(int index) {
    return new ReturnRule(
        "as argument " + (index + 1),
        false,
        (factory, arguments) -> Optional.of(arguments.types().get(index)));
  }

  /** The narrowest type that all arguments fit into. */
  static ReturnRule common() {
    return new ReturnRule(
        "the common type of the arguments",
        true,
        (factory, arguments) -> CommonType.of(factory, arguments.types()));
  }

  /** The narrowest type that the arguments from this position on fit into. */
  static ReturnRule commonFrom(int index) {
    return new ReturnRule(
        "the common type of the values",
        false,
        (factory, arguments) ->
            CommonType.of(factory, arguments.types().subList(index, arguments.types().size())));
  }

  /** TIMESTAMP_LTZ if the argument at this position is, else TIMESTAMP. */
  static ReturnRule timestamp(int index) {
    return new ReturnRule(
        "TIMESTAMP or TIMESTAMP_LTZ, as the argument",
        false,
        (factory, arguments) ->
            Optional.of(timestamp(factory, isInstant(arguments.types().get(index)))));
  }

  /** TIMESTAMP of a TIMESTAMP_LTZ, TIMESTAMP_LTZ of a TIMESTAMP. */
  static ReturnRule otherTimestamp() {
    return new ReturnRule(
        "TIMESTAMP of a TIMESTAMP_LTZ, TIMESTAMP_LTZ of a TIMESTAMP",
        false,
        (factory, arguments) ->
            Optional.of(timestamp(factory, !isInstant(arguments.types().get(0)))));
  }

  private static boolean isInstant(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private static RelDataType timestamp(RelDataTypeFactory factory, boolean instant) {
    ScalarKind kind = instant ? ScalarKind.TIMESTAMP_LTZ : ScalarKind.TIMESTAMP;
    return SqlTypes.toSql(factory, FieldType.of(kind));
  }

  /** An element of the array. */
  static ReturnRule element() {
    return new ReturnRule(
        "the type of the elements",
        false,
        (factory, arguments) -> Optional.ofNullable(arguments.types().get(0).getComponentType()));
  }

  /** An array of the keys of a map. */
  static ReturnRule keys() {
    return new ReturnRule(
        "ARRAY of the keys' type",
        false,
        (factory, arguments) ->
            Optional.ofNullable(arguments.types().get(0).getKeyType())
                .map(key -> factory.createArrayType(key, -1)));
  }

  /** An array of the values of a map. */
  static ReturnRule values() {
    return new ReturnRule(
        "ARRAY of the values' type",
        false,
        (factory, arguments) ->
            Optional.ofNullable(arguments.types().get(0).getValueType())
                .map(value -> factory.createArrayType(value, -1)));
  }

  /** An array of rows of key and value. */
  static ReturnRule entries() {
    return new ReturnRule(
        "ARRAY<ROW<key, value>>",
        false,
        (factory, arguments) ->
            Optional.of(arguments.types().get(0))
                .filter(map -> map.getSqlTypeName() == SqlTypeName.MAP)
                .map(
                    map ->
                        factory
                            .builder()
                            .add("key", map.getKeyType())
                            .add("value", map.getValueType())
                            .build())
                .map(row -> factory.createArrayType(row, -1)));
  }

  /** A map of an array of keys and one of values. */
  static ReturnRule map() {
    return new ReturnRule(
        "MAP of the elements' types",
        false,
        (factory, arguments) -> {
          RelDataType key = arguments.types().get(0).getComponentType();
          RelDataType value = arguments.types().get(1).getComponentType();
          return key == null || value == null
              ? Optional.empty()
              : Optional.of(factory.createMapType(key, value));
        });
  }

  /** A number without places behind the point: DECIMAL(p,s) becomes DECIMAL(p-s+1,0). */
  static ReturnRule wholeNumber() {
    return new ReturnRule(
        "the type of the number",
        false,
        (factory, arguments) -> Optional.of(rounded(factory, arguments, 0)));
  }

  /** A number with as many places as argument 2 says, none if there is no argument 2. */
  static ReturnRule rounded() {
    return new ReturnRule(
        "the type of the number",
        false,
        (factory, arguments) ->
            Optional.of(
                rounded(
                    factory,
                    arguments,
                    arguments.types().size() < 2 ? 0 : arguments.numbers().get(1).orElse(38))));
  }

  private static RelDataType rounded(RelDataTypeFactory factory, Arguments arguments, int places) {
    RelDataType number = arguments.types().get(0);
    if (number.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return number;
    }
    int scale = Math.max(0, Math.min(number.getScale(), places));
    int precision = number.getPrecision() - number.getScale() + scale + 1;
    return factory.createSqlType(
        SqlTypeName.DECIMAL, Math.min(FieldType.Decimal.MAX_PRECISION, precision), scale);
  }

  static Optional<Integer> wholeNumber(BigDecimal value) {
    return value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(1_000)) < 0
        ? Optional.of(value.intValue())
        : Optional.empty();
  }
}
