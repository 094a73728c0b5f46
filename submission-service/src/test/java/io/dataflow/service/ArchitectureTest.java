package io.dataflow.service;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers of the service, by its compiled classes. */
class ArchitectureTest {
  private static final String ROOT = "io.dataflow.service";

  /** Each imports only what stands before it; those of one line do not import each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("telemetry"),
          List.of("domain"),
          List.of("journal"),
          List.of("slot", "projection"),
          List.of("command"),
          List.of("flink"),
          List.of("orchestration"),
          List.of("cassandra"),
          List.of("preview"),
          List.of("http"));

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void layersImportOnlyWhatStandsBeforeThem() {
    for (int i = 0; i < LAYERS.size(); i++) {
      for (String layer : LAYERS.get(i)) {
        String[] after =
            Stream.concat(
                    LAYERS.stream().skip(i).flatMap(List::stream).filter(l -> !l.equals(layer)),
                    Stream.of(""))
                .map(l -> l.isEmpty() ? ROOT : ROOT + "." + l + "..")
                .toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + layer + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(after)
            .allowEmptyShould(true)
            .check(SERVICE);
      }
    }
  }

  @Test
  void noPackageCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SERVICE);
  }

  @Test
  void everyPackageIsALayer() {
    List<String> layers = LAYERS.stream().flatMap(List::stream).toList();
    assertThat(SERVICE)
        .allSatisfy(
            type ->
                assertThat(type.getPackageName())
                    .matches(
                        name ->
                            name.equals(ROOT)
                                || layers.contains(
                                    name.substring(ROOT.length() + 1).split("\\.")[0])));
  }

  @Test
  void domainIsPureJava() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.dataflow.error..", ROOT + ".domain..")
        .check(SERVICE);
  }

  @Test
  void onlyHttpKnowsSparkAndJetty() {
    outside("http", "spark..", "org.eclipse.jetty..", "javax.servlet..");
  }

  @Test
  void onlyCassandraKnowsTheDriver() {
    outside("cassandra", "com.datastax..");
  }

  @Test
  void onlyFlinkKnowsFlink() {
    outside("flink", "org.apache.flink..");
  }

  private void outside(String layer, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(SERVICE);
  }

  @Test
  void rulesTakeTimeAndThreadsFromOutside() {
    String[] pure = {ROOT + ".domain..", ROOT + ".command..", ROOT + ".orchestration.."};
    noClasses()
        .that()
        .resideInAnyPackage(pure)
        .should(
            callMethod(Instant.class, "now")
                .or(callMethod(System.class, "nanoTime"))
                .or(callMethod(System.class, "currentTimeMillis"))
                .or(callMethod(Thread.class, "sleep", long.class)))
        .check(SERVICE);
    noClasses()
        .that()
        .resideInAnyPackage(pure)
        .and()
        .doNotHaveSimpleName("ControlLoop")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ExecutorService")
        .check(SERVICE);
  }

  @Test
  void noMutableStatics() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + "..")
        .should()
        .beFinal()
        .check(SERVICE);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
        .orShould()
        .resideInAnyPackage("..util..", "..helper..", "..common..", "..misc..")
        .check(SERVICE);
  }

  @Test
  void noSourceFileIsLongerThan350Lines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(350);
      }
    }
  }
}
