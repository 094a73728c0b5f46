package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests inside a definition, run from a terminal without a stack. */
class DefinitionTestsITCase {
  private static final String DEFINITION =
      """
      name: Doubled
      source: {sourceType: file, connectionString: /no/such/file.csv, schema: {id: INT}}
      transforms:
        - {transformType: map, config: {set: {twice: "id * %s"}}}
      sink: {sinkType: file, connectionString: /no/such/folder, options: {format: json}}
      tests:
        - name: doubles
          given: {source: [{id: 1}, {id: 2}]}
          expect: {sink: [{id: 2, twice: 4}, {id: 1, twice: 2}]}
        - name: keeps null
          given: {source: [{id: null}]}
          expect: {sink: [{id: null, twice: null}]}
      """;

  @TempDir Path folder;

  @Test
  void passedTests() throws Exception {
    Process process = test(DEFINITION.formatted("2"));
    assertThat(CommandJvm.text(process))
        .isEqualTo("passed  doubles\npassed  keeps null\n2 of 2 tests passed");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aFailedTestShowsWhatIsMissingAndWhatIsTooMany() throws Exception {
    Process process = test(DEFINITION.formatted("3"));
    assertThat(CommandJvm.text(process))
        .contains("FAILED  doubles")
        .contains("sink: missing: {\"id\":2,\"twice\":4}")
        .contains("sink: not expected: {\"id\":2,\"twice\":6}")
        .contains("1 of 2 tests passed");
    assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aWrongDefinitionIsShownInItsPlace() throws Exception {
    Process process = test(DEFINITION.formatted("2").replace("id * 2", "ident * 2"));
    assertThat(CommandJvm.text(process))
        .contains("d.yaml:4:49 error UNKNOWN_FIELD")
        .contains("no tests were run");
    assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
  }

  private Process test(String definition) throws Exception {
    Path file = Files.writeString(folder.resolve("d.yaml"), definition);
    return new CommandJvm(folder.resolve("home")).start("test", "-f", file.toString());
  }
}
