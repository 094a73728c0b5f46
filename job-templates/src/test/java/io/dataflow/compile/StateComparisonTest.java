package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.compile.StateVerdict.Change;
import io.dataflow.compile.StateVerdict.Column;
import io.dataflow.compile.StateVerdict.ColumnChange;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.StateColumn;
import io.dataflow.plan.TypedPlan;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
  private static final String BEFORE =
      """
      name: Orders
      source: {sourceType: rows, connectionString: in, schema: {id: INT, customer: STRING}}
      transforms:
        - {id: some, transformType: filter, config: {expression: "id > 0"}}
        - {id: once, transformType: deduplicate, config: {keys: [customer], keep: first}}
      sink: {sinkType: collect, connectionString: out}
      """;

  private static final String OUT = "out, options: {updates: \"true\"}}";

  private static StateVerdict edit(String... replacements) {
    String after = BEFORE;
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(after).contains(replacements[i]);
      after = after.replace(replacements[i], replacements[i + 1]);
    }
    return compare(BEFORE, after);
  }

  private static StateVerdict compare(String before, String after) {
    return StateComparison.of(TestingPipelines.plan(before), TestingPipelines.plan(after));
  }

  private static StateVerdict.Step step(StateVerdict verdict, String id) {
    return verdict.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void whatKeepsNoStateMayChangeFreely() {
    StateVerdict verdict =
        edit(
            "id > 0",
            "id > 5",
            "- {id: once",
            "- {id: m, transformType: map, config: {set: {x: id}}}\n  - {id: once");

    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.COMPATIBLE);
    assertThat(verdict.steps())
        .extracting(StateVerdict.Step::id)
        .containsExactly("source", "once", "sink");
    assertThat(verdict.steps()).allMatch(step -> step.change() == Change.KEPT);
  }

  @Test
  void anotherKeyDropsTheStateOfTheStep() {
    StateVerdict verdict = edit("keys: [customer]", "keys: [id]");

    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.DROPS);
    assertThat(verdict.dropped()).containsExactly(step(verdict, "once"));
    assertThat(verdict.replaced()).isEmpty();
    assertThat(StateVerdict.text(verdict.dropped()))
        .isEqualTo("deduplicate 'once' (its key was 'customer STRING' and is 'id INT')");
  }

  @Test
  void anotherTypeOfTheKeyDropsItToo() {
    assertThat(step(edit("customer: STRING", "customer: INT"), "once").because())
        .isEqualTo("its key was 'customer STRING' and is 'customer INT'");
  }

  @Test
  void aStepThatIsGoneOrNewIsNamed() {
    StateVerdict verdict = edit("id: once", "id: other");

    assertThat(step(verdict, "once").change()).isEqualTo(Change.DROPPED);
    assertThat(step(verdict, "once").because()).isEqualTo("it is not there any more");
    assertThat(step(verdict, "other").change()).isEqualTo(Change.NEW);
    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.DROPS);
  }

  @Test
  void anAddedStepDropsNothing() {
    StateVerdict verdict =
        edit(
            "sink: {",
            "  - {id: twice, transformType: deduplicate, config: {keys: [id], keep: first}}\nsink: {");

    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.COMPATIBLE);
    assertThat(step(verdict, "twice").change()).isEqualTo(Change.NEW);
  }

  @Test
  void anotherPlaceReplacesASourceOrSink() {
    StateVerdict verdict = edit("connectionString: out", "connectionString: elsewhere");

    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.DROPS);
    assertThat(verdict.dropped()).isEmpty();
    assertThat(step(verdict, "sink").change()).isEqualTo(Change.REPLACED);
    assertThat(step(verdict, "sink").because())
        .isEqualTo("it was 'collect/out' and is 'collect/elsewhere'");
  }

  @Test
  void theDeadLetterSinkCountsAsASink() {
    StateVerdict verdict =
        edit("sink: {", "deadLetter: {sinkType: collect, connectionString: dead}\nsink: {");

    assertThat(verdict.steps())
        .filteredOn(step -> step.change() == Change.NEW)
        .extracting(StateVerdict.Step::kind)
        .containsExactly("sink");
  }

  @Test
  void anIdMayBecomeThatOfAnotherKindOfStep() {
    StateVerdict verdict =
        edit(
            "transformType: deduplicate, config: {keys: [customer], keep: first}",
            "transformType: filter, config: {expression: id > 7}");

    assertThat(step(verdict, "once").change()).isEqualTo(Change.DROPPED);
  }

  private static String keepingRows() {
    return BEFORE.replace("keep: first", "keep: last").replace("out}", OUT);
  }

  private static String withFieldInFront(String document, String value) {
    return document.replace(
        "- {id: once",
        "- {id: m, transformType: map, config: {set: {x: " + value + "}}}\n  - {id: once");
  }

  @Test
  void rowsThatAreKeptAreFoundByName() {
    String last = keepingRows();
    StateVerdict verdict =
        compare(last, withFieldInFront(last, "1").replace("id: INT", "new: STRING, id: BIGINT"));

    assertThat(verdict.outcome()).isEqualTo(StateVerdict.Outcome.INCOMPATIBLE);
    assertThat(step(verdict, "once").columns())
        .containsExactly(
            new Column("new", ColumnChange.ADDED, "is NULL in the rows kept so far"),
            new Column("id", ColumnChange.WIDENED, "was INT and is BIGINT: it goes on"),
            new Column(
                "x",
                ColumnChange.INCOMPATIBLE,
                "is new and INT NOT NULL, and would be NULL in the rows kept so far"));
    assertThat(StateVerdict.text(verdict.incompatible()))
        .isEqualTo(
            "deduplicate 'once' ('x' is new and INT NOT NULL, and would be NULL in the rows kept so far)");
  }

  /** As the hint in the documentation says. */
  @Test
  void aValueThatIsNeverNullMayBeLetBeNull() {
    String last = keepingRows();
    StateVerdict verdict = compare(last, withFieldInFront(last, "\"NULLIF(1, 0)\""));

    assertThat(step(verdict, "once").columns())
        .containsExactly(new Column("x", ColumnChange.ADDED, "is NULL in the rows kept so far"));
  }

  @Test
  void whatKeepsNoRowsKnowsNoColumns() {
    StateVerdict verdict = edit("id: INT", "new: STRING NOT NULL, id: STRING", "id > 0", "TRUE");

    assertThat(step(verdict, "once").change()).isEqualTo(Change.KEPT);
    assertThat(step(verdict, "once").columns()).isEmpty();
  }

  @Test
  void whetherAKeyMayBeNullIsNoneOfItsState() {
    assertThat(edit("customer: STRING", "customer: STRING NOT NULL").outcome())
        .isEqualTo(StateVerdict.Outcome.COMPATIBLE);
  }

  /** Flink reads no state with a time to live as state without one. */
  @Test
  void aTimeToLiveThatComesOrGoesDropsTheState() {
    StateVerdict verdict = edit("keep: first", "keep: first, ttl: 1d");

    assertThat(step(verdict, "once").because()).isEqualTo("it was 'first' and is 'first:ttl'");
    assertThat(step(verdict, "once").change()).isEqualTo(Change.DROPPED);
  }

  @Test
  void theSidesOfAJoinAreNotTheSameState() {
    String join =
        """
        name: Orders
        sources:
          one: {sourceType: rows, schema: {k: INT, a: STRING}}
          other: {sourceType: rows, schema: {k: INT, b: STRING}}
        transforms:
          - {id: pairs, inputs: [one, other], transformType: join, config: {on: [k], ttl: 1d}}
        sink: {sinkType: collect}
        """;
    StateVerdict verdict = compare(join, join.replace("[one, other]", "[other, one]"));

    assertThat(StateVerdict.text(verdict.incompatible()))
        .isEqualTo("join 'pairs' (its inputs have changed sides)");
  }

  private static StateColumn column(String name, String meaning, ScalarKind kind) {
    return new StateColumn(name, meaning, FieldType.of(kind));
  }

  @Test
  void columnsAreFoundByMeaningAndNamedByTheirFields() {
    List<StateColumn> before =
        List.of(
            column("orders", "COUNT(*)", ScalarKind.BIGINT),
            column("total", "SUM(a)", ScalarKind.INT),
            column("least", "MIN(a)", ScalarKind.INT),
            column("most", "MAX(a)", ScalarKind.INT),
            column("first", "FIRST(a)", ScalarKind.INT));
    List<StateColumn> after =
        List.of(
            column("count", "COUNT(*)", ScalarKind.BIGINT),
            column("total", "SUM(b)", ScalarKind.INT),
            column("least", "MIN(a)", ScalarKind.BIGINT),
            column("most", "MAX(a)", ScalarKind.STRING),
            column("last", "LAST(a)", ScalarKind.INT));

    assertThat(ColumnComparison.compare(before, after))
        .containsExactly(
            new Column(
                "total", ColumnChange.CHANGED, "was 'SUM(a)' and is 'SUM(b)': it starts empty"),
            new Column("least", ColumnChange.WIDENED, "was INT and is BIGINT: it goes on"),
            new Column("most", ColumnChange.INCOMPATIBLE, "was INT and is STRING"),
            new Column("last", ColumnChange.ADDED, "starts empty"),
            new Column("first", ColumnChange.REMOVED, "is dropped"));
    assertThat(ColumnComparison.compare(before, before)).isEmpty();
  }

  @Test
  void columnsThatChangeTheirNamesGoOn() {
    List<StateColumn> before =
        List.of(column("x", "SUM(a)", ScalarKind.INT), column("y", "SUM(b)", ScalarKind.INT));

    assertThat(
            ColumnComparison.compare(
                before,
                List.of(
                    column("y", "SUM(a)", ScalarKind.INT), column("x", "SUM(b)", ScalarKind.INT))))
        .isEmpty();
    assertThat(ColumnComparison.compare(before, List.of(column("x", "SUM(b)", ScalarKind.INT))))
        .containsExactly(new Column("x", ColumnChange.REMOVED, "is dropped"));
  }

  @Test
  void operatorsAreNamedByTheIdsThatFlinkGivesThem() {
    TypedPlan plan =
        TestingPipelines.plan(BEFORE + "deadLetter: {sinkType: collect, connectionString: dead}\n");
    JobGraph graph =
        TestingPipelines.compiler().compile(plan, TestingPipelines.job(Optional.empty()));
    TreeSet<String> real = new TreeSet<>();
    graph
        .getVertices()
        .forEach(
            vertex ->
                vertex
                    .getOperatorIDs()
                    .forEach(pair -> real.add(pair.getGeneratedOperatorID().toHexString())));

    var ids = TestingPipelines.compiler().operatorIds(plan);

    assertThat(new TreeSet<>(ids.keySet())).isEqualTo(real);
    assertThat(ids.values()).containsAll(TestingPipelines.compiler().operators(plan));
  }

  /** Ids are matched before anything is planned, so the configuration has to know it. */
  @Test
  void everyStepWithStateSaysSoInItsConfiguration() {
    for (Class<?> node : leaves(KeyedNode.class).toList()) {
      String name = node.getSimpleName().replace("Node", "");
      assertThat(TransformConfig.class.getPermittedSubclasses())
          .filteredOn(config -> config.getSimpleName().startsWith(name))
          .as("the configuration of a %s overrides keepsState", name)
          .isNotEmpty()
          .allSatisfy(
              config ->
                  assertThat(config.getDeclaredMethods())
                      .extracting(java.lang.reflect.Method::getName)
                      .contains("keepsState"));
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StateComparisonTest::leaves)
        : Stream.of(type);
  }

  @Test
  void tiesThatWereGivenUpCannotComeBack() {
    String before =
        BEFORE.replace(
            "deduplicate, config: {keys: [customer], keep: first}",
            "topn, config: {partitionBy: [customer], orderBy: [id], n: 1, "
                + "window: {type: tumble, size: 1m, time: processing}}");
    String ties = before.replace("n: 1, ", "n: 1, ties: true, ");

    assertThat(step(compare(before, ties), "once").change()).isEqualTo(Change.DROPPED);
    assertThat(step(compare(ties, ties), "once").change()).isEqualTo(Change.KEPT);
  }

  @Test
  void pairsThatAreTakenBackWereMadeByTheSameCondition() {
    String appending =
        """
        name: Pairs
        sources:
          one: {sourceType: rows, schema: {k: INT, a: INT}}
          other: {sourceType: rows, schema: {k: INT, b: INT}}
        transforms:
          - {id: last, inputs: [one], transformType: filter, config: {expression: "a > 0"}}
          - {id: pairs, inputs: [last, other], transformType: join,
             config: {on: [k], ttl: 1d, condition: "a > b"}}
        sink: {sinkType: collect, options: {updates: "true"}}
        """;
    String updating =
        appending.replace(
            "filter, config: {expression: \"a > 0\"}",
            "deduplicate, config: {keys: [k], keep: last}");

    assertThat(step(compare(appending, appending.replace("a > b", "a < b")), "pairs").change())
        .isEqualTo(Change.KEPT);
    assertThat(step(compare(updating, updating.replace("a > b", "a < b")), "pairs").change())
        .isEqualTo(Change.DROPPED);
    assertThat(step(compare(updating, updating.replace("a > b", "a  >  b")), "pairs").change())
        .isEqualTo(Change.KEPT);
  }
}
