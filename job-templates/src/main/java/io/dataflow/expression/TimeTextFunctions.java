package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.DATE_TIME;

import io.dataflow.function.DateTimePattern;
import io.dataflow.function.DateTimeUnit;
import io.dataflow.function.DateTimes;
import io.dataflow.function.TimeZones;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Times in zones and as texts. */
final class TimeTextFunctions {
  private TimeTextFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("AT TIME ZONE", DATE_TIME)
            .takes("time", ParameterType.TIMESTAMP)
            .takesZone("zone")
            .returns(ReturnRule.otherTimestamp())
            .syntax("time TIMESTAMP AT TIME ZONE zone STRING")
            .calls(TimeZones.class, "toInstant")
            .callsForInstants("toLocal")
            .describe(
                "Of a TIMESTAMP the instant at which a clock in the zone shows it, as TIMESTAMP_LTZ; of a TIMESTAMP_LTZ what the clock shows, as TIMESTAMP. A time that the clock skips is moved by the gap; one that it shows twice is the earlier.")
            .example(
                "TIMESTAMP '2024-07-01 12:00:00' AT TIME ZONE 'Europe/Berlin'",
                "2024-07-01 10:00:00Z")
            .example("TO_TIMESTAMP_LTZ(0, 0) AT TIME ZONE 'Asia/Tokyo'", "1970-01-01 09:00:00")
            .build(),
        function("CONVERT_TZ", DATE_TIME)
            .takes("time", ParameterType.STRING_OR_TIMESTAMP)
            .takesZone("from")
            .takesZone("to")
            .calls(TimeZones.class, "convert")
            .describe(
                "What a clock in one zone shows when a clock in another shows this time; a text is read and written as 2024-01-31 23:59:58.")
            .example(
                "CONVERT_TZ('2024-01-31 12:00:00', 'UTC', 'America/New_York')",
                "2024-01-31 07:00:00")
            .example(
                "CONVERT_TZ(TIMESTAMP '2024-01-31 12:00:00', 'UTC', '+02:00')",
                "2024-01-31 14:00:00")
            .build(),
        function("DATE_FORMAT", DATE_TIME)
            .takes("time", ParameterType.TIMESTAMP)
            .takesConstant("pattern", DateTimePattern.class, DateTimePattern::of)
            .mayTakeZone("zone")
            .returns(ScalarKind.STRING)
            .calls(DateTimePattern.class, "format")
            .describe("The time as a text of this form, in UTC or in the zone given.")
            .example(
                "DATE_FORMAT(TIMESTAMP '2024-01-31 23:59:58', 'yyyy/MM/dd HH')", "2024/01/31 23")
            .example(
                "DATE_FORMAT(TO_TIMESTAMP_LTZ(0, 0), 'yyyy-MM-dd HH:mm xxx', 'Asia/Tokyo')",
                "1970-01-01 09:00 +09:00")
            .build(),
        function("FROM_UNIXTIME", DATE_TIME)
            .takes("seconds", ParameterType.INTEGER)
            .mayTakeConstant("pattern", DateTimePattern.class, DateTimePattern::of)
            .mayTakeZone("zone")
            .returns(ScalarKind.STRING)
            .calls(DateTimePattern.class, "fromUnix")
            .describe(
                "The time so many seconds after 1970 as a text, as 2024-01-31 23:59:58 or in the form given, in UTC or in the zone given.")
            .example("FROM_UNIXTIME(1706745598)", "2024-01-31 23:59:58")
            .example("FROM_UNIXTIME(0, 'yyyy-MM-dd HH:mm', 'Asia/Tokyo')", "1970-01-01 09:00")
            .build(),
        function("LAST_DAY", DATE_TIME)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ScalarKind.DATE)
            .calls(DateTimes.class, "lastDay")
            .describe("The last day of the month.")
            .example("LAST_DAY(DATE '2024-02-10')", "2024-02-29")
            .build(),
        function("UNIX_MILLIS", DATE_TIME)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ScalarKind.BIGINT)
            .calls(DateTimes.class, "toUnixMillis")
            .describe("Milliseconds since 1970-01-01 00:00 UTC.")
            .example("UNIX_MILLIS(TIMESTAMP '1970-01-01 00:00:01.5')", "1500")
            .build(),
        function("CEIL TO", DATE_TIME)
            .takesConstant("unit", DateTimeUnit.class, DateTimeUnit::length)
            .takes("time", ParameterType.TIMESTAMP)
            .returns(ReturnRule.timestamp(1))
            .syntax("CEIL(time DATE or TIMESTAMP TO unit)")
            .calls(DateTimes.class, "ceil")
            .describe(
                "The beginning of the next unit; the time itself if it is the beginning of one.")
            .example("CEIL(TIMESTAMP '2024-01-31 10:20:00' TO HOUR)", "2024-01-31 11:00:00")
            .build());
  }
}
