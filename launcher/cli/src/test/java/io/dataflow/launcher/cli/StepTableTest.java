package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StepTableTest {

  @Test
  void stepsStandInTheDefinitionsOrderAndColumnsOfZerosAreLeftOut() throws Exception {
    JsonNode details =
        Json.MAPPER.readTree(
            """
            {"source": {}, "transforms": [{"id": "z"}, {"id": "a"}], "sink": {}}""");
    JsonNode steps =
        Json.MAPPER.readTree(
            """
            {"a": {"recordsIn": 3, "recordsOut": 3, "recordsFailed": 0},
             "sink": {"recordsIn": 3, "recordsOut": 3},
             "source": {"recordsIn": 10, "recordsOut": 10},
             "z": {"recordsIn": 10, "recordsOut": 3, "recordsFiltered": 7}}""");
    assertThat(StepTable.of(StepTable.order(details), steps).lines())
        .containsExactly(
            "step                           in          out     filtered",
            "source                         10           10             ",
            "z                              10            3            7",
            "a                               3            3             ",
            "sink                            3            3             ");
  }
}
