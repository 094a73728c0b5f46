package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.DATE_TIME;

import io.dataflow.function.DateTimePattern;
import io.dataflow.function.DateTimeUnit;
import io.dataflow.function.DateTimes;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Locale;

/** Functions on dates and times in UTC. */
final class DateTimeFunctions {
  private DateTimeFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("EXTRACT", DATE_TIME)
            .takesConstant("unit", DateTimeUnit.class, DateTimeUnit::of)
            .takes("time", ParameterType.DATE_OR_CLOCK)
            .returns(ScalarKind.BIGINT)
            .syntax("EXTRACT(unit FROM time DATE, TIMESTAMP or TIME)")
            .calls(DateTimes.class, "extract")
            .describe(
                "A part of a time: YEAR, QUARTER, MONTH, WEEK, DAY, DOY, DOW (1 is Sunday), HOUR, MINUTE, SECOND, MILLISECOND or EPOCH; of a TIME HOUR to MILLISECOND.")
            .example("EXTRACT(HOUR FROM TIMESTAMP '2024-01-31 23:59:58')", "23")
            .example("EXTRACT(QUARTER FROM DATE '2024-05-01')", "2")
            .build(),
        part("YEAR", "YEAR", ParameterType.TIMESTAMP, "DATE '2024-01-31'", "2024"),
        part("QUARTER", "QUARTER", ParameterType.TIMESTAMP, "DATE '2024-05-17'", "2"),
        part("MONTH", "MONTH", ParameterType.TIMESTAMP, "DATE '2024-01-31'", "1"),
        part("WEEK", "WEEK", ParameterType.TIMESTAMP, "DATE '2024-01-31'", "5"),
        part("DAYOFYEAR", "DOY", ParameterType.TIMESTAMP, "DATE '2024-02-01'", "32"),
        part("DAY", "DAY", ParameterType.TIMESTAMP, "DATE '2024-01-31'", "31"),
        part("DAYOFWEEK", "DOW", ParameterType.TIMESTAMP, "DATE '2024-01-31'", "4"),
        part("HOUR", "HOUR", ParameterType.CLOCK, "TIMESTAMP '2024-01-31 23:59:58'", "23"),
        part("MINUTE", "MINUTE", ParameterType.CLOCK, "TIME '23:59:58'", "59"),
        part("SECOND", "SECOND", ParameterType.CLOCK, "TIMESTAMP '2024-01-31 23:59:58'", "58"),
        function("TO_DATE", DATE_TIME)
            .takes("text", ParameterType.STRING)
            .mayTakeConstant("pattern", DateTimePattern.class, DateTimePattern::of)
            .returns(ScalarKind.DATE)
            .calls(DateTimePattern.class, "toDate")
            .describe("Reads a date, as 2024-01-31 or in the form given.")
            .example("TO_DATE('31.01.2024', 'dd.MM.yyyy')", "2024-01-31")
            .build(),
        function("TO_TIMESTAMP", DATE_TIME)
            .takes("text", ParameterType.STRING)
            .mayTakeConstant("pattern", DateTimePattern.class, DateTimePattern::of)
            .returns(ScalarKind.TIMESTAMP)
            .calls(DateTimePattern.class, "toTimestamp")
            .describe("Reads a time, as 2024-01-31 23:59:58 or in the form given.")
            .example("TO_TIMESTAMP('31.01.2024 23:59', 'dd.MM.yyyy HH:mm')", "2024-01-31 23:59:00")
            .build(),
        function("TO_TIMESTAMP_LTZ", DATE_TIME)
            .takes("number", ParameterType.INTEGER)
            .mayTake("digits", ParameterType.INTEGER)
            .returns(ScalarKind.TIMESTAMP_LTZ)
            .calls(DateTimes.class, "fromUnix")
            .describe(
                "The instant that is so many seconds (digits 0) or milliseconds (digits 3, also if not written) after 1970.")
            .example("TO_TIMESTAMP_LTZ(1706745598, 0)", "2024-01-31 23:59:58Z")
            .build(),
        function("UNIX_TIMESTAMP", DATE_TIME)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ScalarKind.BIGINT)
            .calls(DateTimes.class, "toUnix")
            .describe("Seconds since 1970-01-01 00:00 UTC.")
            .example("UNIX_TIMESTAMP(TIMESTAMP '2024-01-31 23:59:58')", "1706745598")
            .build(),
        function("DATE_TRUNC", DATE_TIME)
            .takesConstant("unit", DateTimeUnit.class, DateTimeUnit::length)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ReturnRule.timestamp(1))
            .calls(DateTimes.class, "truncate")
            .describe(
                "The beginning of the unit that the time lies in; the same as FLOOR(time TO unit).")
            .example("DATE_TRUNC('HOUR', TIMESTAMP '2024-01-31 23:59:58')", "2024-01-31 23:00:00")
            .example("FLOOR(DATE '2024-05-17' TO MONTH)", "2024-05-01 00:00:00")
            .build(),
        function("TIMESTAMPADD", DATE_TIME)
            .takesConstant("unit", DateTimeUnit.class, DateTimeUnit::length)
            .takes("count", ParameterType.INTEGER)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ReturnRule.timestamp(2))
            .calls(DateTimes.class, "add")
            .describe("The time so many units later.")
            .example(
                "TIMESTAMPADD(MONTH, 1, TIMESTAMP '2024-01-31 10:00:00')", "2024-02-29 10:00:00")
            .build(),
        function("TIMESTAMPDIFF", DATE_TIME)
            .takesConstant("unit", DateTimeUnit.class, DateTimeUnit::length)
            .takes("from", ParameterType.TIMESTAMP)
            .takes("to", ParameterType.TIMESTAMP)
            .returns(ScalarKind.BIGINT)
            .calls(DateTimes.class, "difference")
            .describe("Whole units from one time to the other.")
            .example("TIMESTAMPDIFF(DAY, DATE '2024-02-28', DATE '2024-03-01')", "2")
            .build());
  }

  /** YEAR(time) and the like: EXTRACT with the unit as the name. */
  private static ScalarFunction part(
      String name, String unit, ParameterType taken, String example, String result) {
    return function(name, DATE_TIME)
        .alsoCalled(name.equals("DAY") ? new String[] {"DAYOFMONTH"} : new String[0])
        .takes("time", taken)
        .returns(ScalarKind.BIGINT)
        .calls(
            DateTimes.class,
            "extract" + unit.charAt(0) + unit.substring(1).toLowerCase(Locale.ROOT))
        .describe("EXTRACT(" + unit + " FROM time).")
        .example(name + "(" + example + ")", result)
        .build();
  }
}
