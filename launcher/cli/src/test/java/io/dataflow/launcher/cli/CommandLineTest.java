package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithAnExample(String command) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Example: ", "dataflow " + command);
  }

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.endsWith("completion"));
  }

  @Test
  void completionIsAShellScript() {
    StringWriter out = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("completion")).isZero();
    assertThat(out.toString()).contains("complete -F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "upp",
        "apply",
        "up --port-base 80",
        "up --ports auto --port-base 20000",
        "apply -f no-such-file.json"
      })
  void wrongArgumentsExitWith2(String arguments) {
    StringWriter err = new StringWriter();
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
    assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute(words)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }
}
