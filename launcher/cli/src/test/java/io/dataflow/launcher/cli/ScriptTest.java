package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, in a folder with a blank, with stand-ins for the JDK and for Maven. */
class ScriptTest {

  @TempDir Path folder;
  private Path checkout;
  private Path jdk;

  @BeforeEach
  void checkout() throws IOException {
    checkout = folder.resolve("a checkout");
    Files.createDirectories(checkout.resolve("launcher/cli/src/main"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(
        Path.of(System.getProperty("dataflow.root")).resolve("dataflow"),
        checkout.resolve("dataflow"));
    jdk = jdk("jdk 17", "17.0.9");
    program(
        folder.resolve("bin/mvn"),
        "echo '[INFO] Building A thing 1.0-SNAPSHOT   [1/1]'",
        "[ -n \"${BREAK:-}\" ] && { echo '[ERROR] it is broken'; exit 1; }",
        "mkdir -p launcher/cli/target; echo \"$@\" >> launcher/cli/target/mvn.calls",
        "touch launcher/cli/target/dataflow-cli.jar");
  }

  @Test
  void buildsOnceAndHandsOver() throws Exception {
    Run first = run(Map.of(), "up", "--small");
    assertThat(first.text)
        .contains("Building DataFlow", "1/1 A thing\n", "java -XX:", "-jar " + checkout)
        .endsWith("dataflow-cli.jar up --small\n");
    assertThat(run(Map.of(), "up").text).doesNotContain("Building");
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void aChangedAddedOrRemovedSourceIsBuilt() throws Exception {
    Path source = checkout.resolve("launcher/cli/src/main/A.java");
    run(Map.of(), "up");
    Files.writeString(source, "class A {}");
    assertThat(run(Map.of(), "up").text).contains("Building");
    Files.delete(source);
    assertThat(run(Map.of(), "up", "--offline").text).contains("Building");
    assertThat(mavenCalls()).hasSize(3);
    assertThat(mavenCalls().get(2)).contains(" -o ");
  }

  @Test
  void whatOnlyTalksToAServiceDoesNotBuildAgain() throws Exception {
    run(Map.of(), "list");
    Files.writeString(checkout.resolve("launcher/cli/src/main/A.java"), "class A {}");
    assertThat(run(Map.of(), "list").text).doesNotContain("Building");
  }

  @Test
  void aBrokenBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    Run broken = run(Map.of("BREAK", "yes"), "up");
    assertThat(broken.code).isEqualTo(1);
    assertThat(broken.text).contains("[ERROR] it is broken", "The build failed");
    assertThat(run(Map.of(), "up").text).contains("Building");
  }

  @Test
  void aWrongJdkIsPassedOver() throws Exception {
    Path wrong = jdk("jdk 25", "25.0.1");
    Run run = run(Map.of("JAVA_HOME", wrong.toString()), "up");
    assertThat(run.text).doesNotContain("java from jdk 25");
    assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "up").text).contains("java from jdk 17");
  }

  @Test
  void worksThroughASymbolicLinkFromElsewhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("df"), checkout.resolve("dataflow"));
    assertThat(run(link, Map.of(), "list").text).contains("-Ddataflow.root=" + checkout);
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(checkout.resolve("launcher/cli/target/mvn.calls"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    program(home.resolve("bin/java"), "echo \"java from " + name + "\"; echo \"java $*\"");
    program(home.resolve("bin/javac"), "exit 1");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void program(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    return run(checkout.resolve("dataflow"), environment, arguments);
  }

  private Run run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("bash", script.toString()), Stream.of(arguments)).toList());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), text);
  }

  private record Run(int code, String text) {}
}
