package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IN finds by looking up what comparisons find one by one. */
class MembershipTest {
  /** More than may be compared, so that what is taken is looked up. */
  private static final int MEMBERS = 201;

  private static final List<Double> SPECIAL =
      List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0.1);

  @ParameterizedTest
  @ValueSource(
      strings = {"INT", "DECIMAL(10, 3)", "DECIMAL(38, 20)", "DOUBLE", "DATE", "TIMESTAMP(3)"})
  void looksUpWhatIsEqual(String type) {
    Random random = new Random(7);
    for (int list = 0; list < 3; list++) {
      List<String> members =
          Stream.generate(() -> member(type, random)).limit(MEMBERS).collect(Collectors.toList());
      if (list == 2) {
        members.add("NULL");
      }
      String fields = "v " + type;
      TestingExpression.Evaluation lookedUp =
          evaluation("v IN (" + String.join(", ", members) + ")", fields);
      TestingExpression.Evaluation compared =
          evaluation(
              members.stream().map(each -> "v = " + each).collect(Collectors.joining(" OR ")),
              fields);
      boolean found = false;
      boolean missed = false;
      for (int i = 0; i < 500; i++) {
        Object[] row = {i == 0 ? null : value(type, random)};
        Object result = lookedUp.value(row);
        assertThat(result).as("%s %s in %s", type, row[0], members).isEqualTo(compared.value(row));
        found |= Boolean.TRUE.equals(result);
        missed |= !Boolean.TRUE.equals(result);
      }
      assertThat(found && missed).isTrue();
    }
  }

  private static TestingExpression.Evaluation evaluation(String text, String fields) {
    return TestingExpression.evaluation(TestingExpression.typed(text, fields));
  }

  private static String member(String type, Random random) {
    int number = random.nextInt(400);
    BigDecimal decimal = BigDecimal.valueOf(number, 2).setScale(2 + random.nextInt(4));
    boolean cast = random.nextBoolean();
    String sign = random.nextBoolean() ? "-" : "";
    return switch (type) {
      case "INT" -> cast ? "CAST('-" + number + "' AS INT)" : sign + number;
      case "DOUBLE" ->
          switch (random.nextInt(5)) {
            case 0 -> "CAST('-" + decimal + "' AS DOUBLE)";
            case 1 -> "CAST('-0.0' AS DOUBLE)";
            case 2 -> sign + decimal + "e0";
            default -> sign + decimal;
          };
      case "DATE" -> "DATE '" + LocalDate.ofEpochDay(number) + "'";
      case "TIMESTAMP(3)" -> {
        String time = LocalDate.ofEpochDay(number) + " 00:00:0" + random.nextInt(2);
        yield cast ? "TIMESTAMP '" + time + "'" : "'" + time + ".000'";
      }
      default -> cast ? "CAST('-" + decimal + "' AS DECIMAL(9, 5))" : sign + decimal;
    };
  }

  private static Object value(String type, Random random) {
    int number = random.nextInt(800) - 400;
    return switch (type) {
      case "INT" -> number;
      case "DOUBLE" ->
          number % 4 == 0
              ? SPECIAL.get(random.nextInt(SPECIAL.size()))
              : Double.valueOf(number / 100.0);
      case "DATE" -> number;
      case "TIMESTAMP(3)" -> number * 86_400_000L + 1000L * random.nextInt(3);
      case "DECIMAL(10, 3)" -> BigDecimal.valueOf(number * 10L, 3);
      default -> BigDecimal.valueOf(number, 2).setScale(20);
    };
  }
}
