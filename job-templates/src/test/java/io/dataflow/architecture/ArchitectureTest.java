package io.dataflow.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of the house that this module has to keep. One instance: the classes are read once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  /** Each may import what stands before it. */
  private static final List<String> LAYERS =
      List.of(
          "error",
          "schema",
          "record",
          "function",
          "pipeline",
          "expression",
          "connector",
          "plan",
          "runtime",
          "compile",
          "trial");

  private static final int MOST_LINES = 350;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.dataflow");

  @Test
  void everyPackageIsALayer() {
    assertThat(classes)
        .allSatisfy(each -> assertThat(LAYERS).contains(each.getPackageName().split("\\.")[2]));
  }

  @Test
  void aLayerImportsOnlyWhatStandsBeforeIt() {
    for (int i = 0; i < LAYERS.size() - 1; i++) {
      String[] above =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(ArchitectureTest::tree)
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage(tree(LAYERS.get(i)))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above));
    }
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.dataflow.(**)").should().beFreeOfCycles());
  }

  @Test
  void aPlantedCycleIsFound() {
    JavaClasses planted =
        new ClassFileImporter().importPackages("io.dataflow.architecture.planted");
    ArchRule rule =
        slices().matching("io.dataflow.architecture.planted.(**)").should().beFreeOfCycles();
    assertThatThrownBy(() -> rule.check(planted)).hasMessageContaining("Cycle detected");
  }

  @Test
  void whatRunsOnTaskManagersNeedsNoCompiler() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                tree("error"),
                tree("schema"),
                tree("record"),
                tree("function"),
                tree("connector"),
                tree("runtime"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                tree("expression"),
                tree("plan"),
                tree("compile"),
                "org.apache.calcite..",
                "org.codehaus.janino..",
                "org.codehaus.commons.."));
  }

  @Test
  void definitionsAndPlansKnowNoFlink() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                tree("error"),
                tree("schema"),
                tree("function"),
                tree("pipeline"),
                tree("expression"),
                tree("plan"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.."));
  }

  @Test
  void onlyCodecsKnowJackson() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        tree("pipeline.codec"),
                        tree("runtime.format"),
                        tree("trial"),
                        tree("function.json"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.."));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        noClasses().should().haveNameMatching("(?i).*(util|utils|helper|helpers|manager)(\\$.*)?"));
  }

  @Test
  void nothingStaticChanges() {
    check(fields().that().areStatic().and(not(isSynthetic())).should().beFinal());
    // Final collections can change too; the one registry that must is named here.
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .haveRawType(
                DescribedPredicate.describe(
                    "a collection that is made to change", ArchitectureTest::changes))
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleName("GeneratedClasses"));
  }

  /** The compiler's own, such as the table of a switch over an enum. */
  private static DescribedPredicate<JavaField> isSynthetic() {
    return DescribedPredicate.describe(
        "synthetic", field -> field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static boolean changes(JavaClass type) {
    return List.of("java.util.concurrent", "java.util.concurrent.atomic")
            .contains(type.getPackageName())
        || List.of("WeakHashMap", "HashMap", "ArrayList", "HashSet", "ThreadLocal")
            .contains(type.getSimpleName());
  }

  @Test
  void noClassIsLongerThanPeopleRead() throws IOException {
    Map<String, Integer> tooLong = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MOST_LINES) {
          tooLong.put(file.getFileName().toString(), lines);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItHolds() throws IOException {
    Collection<Path> silent = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/dataflow"))) {
      for (Path folder : files.filter(Files::isDirectory).toList()) {
        boolean hasClasses;
        try (Stream<Path> inside = Files.list(folder)) {
          hasClasses = inside.anyMatch(path -> path.toString().endsWith(".java"));
        }
        if (hasClasses && !Files.exists(folder.resolve("package-info.java"))) {
          silent.add(folder);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  private static String tree(String layer) {
    return "io.dataflow." + layer + "..";
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }
}
