package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {

  private static final String JSON =
      """
      {
        "name": "Orders",
        "source": {"sourceType": "file", "options": {"hedaer": true}},
        "transforms": [
          {"id": "big", "config": {"expression": "amuont > 100"}},
          {"id": "odd", "config": {"expression": "a = 'x\\ty' AND amuont > 1"}}
        ]
      }
      """;

  private static final String YAML =
      """
      name: Orders
      source:
        options:
          hedaer: true
      transforms:
        - id: big
          config:
            expression: amuont > 100
        - id: quoted
          config:
            expression: "price > amuont"
        - id: block
          config:
            expression: |
              amuont > 100
      """;

  @Test
  void showsTheLineAndACaretUnderTheExactPlaceInAnExpression() {
    assertThat(print(JSON, false, "UNKNOWN_FIELD", "/transforms/0/config/expression", span(1, 6)))
        .isEqualTo(
            "orders.json:5:45 error UNKNOWN_FIELD: wrong; write it so\n"
                + "        {\"id\": \"big\", \"config\": {\"expression\": \"amuont > 100\"}},\n"
                + " ".repeat(48)
                + "^^^^^^");
  }

  @Test
  void fallsBackToTheStringWhereItsTextIsNotWrittenAsItReads() {
    assertThat(print(JSON, false, "UNKNOWN_FIELD", "/transforms/1/config/expression", span(15, 6)))
        .startsWith("orders.json:6:44 error");
  }

  @Test
  void pointsAtTheKeyWhenTheNameIsWrong() {
    assertThat(print(JSON, false, "UNKNOWN_OPTION", "/source/options/hedaer", ""))
        .startsWith("orders.json:3:48 error UNKNOWN_OPTION: wrong");
    assertThat(print(YAML, true, "UNKNOWN_OPTION", "/source/options/hedaer", ""))
        .startsWith("orders.yaml:4:5 error");
  }

  @Test
  void pointsAtTheNearestEnclosingValueForWhatIsMissing() {
    assertThat(print(JSON, false, "MISSING_VALUE", "/transforms/0/transformType", ""))
        .startsWith("orders.json:5:5 error");
    assertThat(print(JSON, false, "MISSING_VALUE", "/sink", "")).startsWith("orders.json:1:1 ");
  }

  @Test
  void locatesPlainAndQuotedYamlScalars() {
    assertThat(print(YAML, true, "UNKNOWN_FIELD", "/transforms/0/config/expression", span(1, 6)))
        .startsWith("orders.yaml:8:19 error");
    assertThat(print(YAML, true, "UNKNOWN_FIELD", "/transforms/1/config/expression", span(9, 6)))
        .startsWith("orders.yaml:11:28 error");
    assertThat(print(YAML, true, "UNKNOWN_FIELD", "/transforms/2/config/expression", span(1, 6)))
        .startsWith("orders.yaml:14:19 error");
  }

  @Test
  void takesTheServicesPlaceInATextThatDoesNotParse() throws Exception {
    DefinitionFile broken = new DefinitionFile("orders.json", "{\n  \"name\": ,\n}", false);
    String diagnostics =
        """
        [{"code": "MALFORMED_DOCUMENT", "severity": "error", "pointer": "",
          "location": {"line": 2, "column": 11}, "message": "unexpected ','"}]""";
    assertThat(new DiagnosticPrinter(broken).print(Json.MAPPER.readTree(diagnostics)))
        .isEqualTo(
            "orders.json:2:11 error MALFORMED_DOCUMENT: unexpected ','\n"
                + "      \"name\": ,\n"
                + "              ^");
  }

  private static String span(int column, int length) {
    return ", \"span\": {\"line\": 1, \"column\": " + column + ", \"length\": " + length + "}";
  }

  private static String print(String text, boolean yaml, String code, String pointer, String span) {
    String diagnostics =
        "[{\"code\": \""
            + code
            + "\", \"severity\": \"ERROR\", \"pointer\": \""
            + pointer
            + "\", \"message\": \"wrong\", \"hint\": \"write it so\""
            + span
            + "}]";
    String name = yaml ? "orders.yaml" : "orders.json";
    try {
      return new DiagnosticPrinter(new DefinitionFile(name, text, yaml))
          .print(Json.MAPPER.readTree(diagnostics));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
