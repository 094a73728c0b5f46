package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class PipelineCompilerTest {
  private static final String LINE =
      """
      name: Orders above 100
      source:
        sourceType: testing-rows
        connectionString: in
        schema: {id: BIGINT NOT NULL, amount: "DECIMAL(10,2)", status: STRING, note: STRING, ts: TIMESTAMP(3)}
        eventTime: {field: ts, maxOutOfOrderness: 5s, idleTimeout: 30s}
      transforms:
        - {id: active, transformType: filter, onError: fail, config: {expression: "status = 'active' AND amount > ${param:LIMIT}"}}
        - {id: doubled, transformType: map, onError: "null", config: {rename: {id: number}, set: {twice: "amount * 2"}, preserveUnmapped: false}}
      sink: {sinkType: collect, connectionString: out, options: {encode: true}}
      deadLetter: {sinkType: collect, connectionString: dead}
      settings: {parallelism: 2, checkpointInterval: 1s}
      """;

  private static final String GRAPH =
      """
      name: A graph
      sources:
        a: {sourceType: rows, schema: {id: INT}}
        b: {sourceType: rows, schema: {id: INT}}
      transforms:
        - {id: more, inputs: [a], transformType: filter, config: {expression: "id > 1"}}
        - {id: most, inputs: [more], transformType: filter, config: {expression: "id > 2"}}
      sinks:
        x: {sinkType: collect, connectionString: x, input: more}
        y: {sinkType: collect, connectionString: y, input: most}
        z: {sinkType: collect, connectionString: z, input: b}
      """;

  private static final String KEYED =
      """
      name: Steps with state
      sources:
        auctions: {sourceType: rows, schema: {id: BIGINT, seller: STRING, at: TIMESTAMP}, eventTime: {field: at}}
        bids: {sourceType: rows, schema: {auction: BIGINT, price: INT, at: TIMESTAMP}, eventTime: {field: at}}
      transforms:
        - id: pairs
          inputs: [auctions, bids]
          transformType: join
          onError: skip
          config:
            on: {id: auction}
            type: left
            interval: {lower: 0s, upper: 1h}
            rename: {right: {at: bid_at}}
            condition: "price > 10"
        - {id: top, transformType: topn, config: {partitionBy: [id], orderBy: [price DESC], n: 3, ttl: 1d}}
        - {id: best, transformType: filter, config: {expression: "rank = 1"}}
        - {id: columns, transformType: select, config: {fields: [id, price]}}
        - {id: latest, inputs: [auctions], transformType: deduplicate, config: {keys: [id], keep: last, ttl: 1d}}
        - {id: all, inputs: [latest, columns], transformType: join, config: {on: [id], type: left, ttl: 1d}}
      sink: {sinkType: collect, connectionString: out, options: {updates: "true"}}
      deadLetter: {sinkType: collect, connectionString: dead}
      """;

  @Test
  void aLineIsOneChainWithTheDeadLettersBehindIt() throws Exception {
    check("line.txt", dump(LINE));
  }

  @Test
  void aGraphIsCutIntoRunsWhereItForks() throws Exception {
    check("graph.txt", dump(GRAPH));
  }

  @Test
  void stepsWithStateStandForThemselves() throws Exception {
    check("keyed.txt", dump(KEYED));
  }

  @Test
  void theStateOfAStepHasItsMeaningInItsUid() {
    assertThat(uids(KEYED))
        .contains(
            "pairs:join:id BIGINT = auction BIGINT:left:interval 0 to 3600000 ms",
            "top:topn:id BIGINT:3 by price DESC NULLS LAST:ttl",
            "latest:deduplicate:id BIGINT:last:ttl",
            "all:join:id BIGINT = id BIGINT:left:updating:ttl");
    assertThat(uids(KEYED.replace("upper: 1h", "upper: 2h"))).isNotEqualTo(uids(KEYED));
    assertThat(uids(KEYED.replace("ttl: 1d", "ttl: 2d"))).isEqualTo(uids(KEYED));
  }

  @Test
  void compilingTwiceGivesTheSame() throws Exception {
    assertThat(dump(LINE)).isEqualTo(dump(LINE));
    assertThat(TestingPipelines.plan(LINE)).isEqualTo(TestingPipelines.plan(LINE));
    assertThat(program(LINE).program().bytes()).isEqualTo(program(LINE).program().bytes());
  }

  @Test
  void theGeneratedProgramHoldsNoTextOfTheDefinition() throws Exception {
    String source = program(LINE).source();
    check("line-program.txt", stepsOf(source));
    assertThat(source).doesNotContain("'active'").doesNotContain("doubled");
  }

  @Test
  void onlyNeededFieldsAreRead() {
    PlanNode source = TestingPipelines.plan(LINE).nodes().get(0);
    assertThat(((PlanNode.SourceNode) source).projectedSchema().names())
        .containsExactly("id", "amount", "status", "ts");
  }

  @Test
  void theJobGraphHoldsNothingOfTheCompilers() throws Exception {
    TypedPlan plan = TestingPipelines.plan(LINE);
    JobGraph graph =
        TestingPipelines.compiler().compile(plan, TestingPipelines.job(Optional.empty()));
    String bytes =
        new String(InstantiationUtil.serializeObject(graph), StandardCharsets.ISO_8859_1);
    assertThat(bytes)
        .contains("io.dataflow.runtime.FusedStepOperator")
        .doesNotContain("calcite")
        .doesNotContain("janino")
        .doesNotContain("io.dataflow.expression")
        .doesNotContain("io.dataflow.plan");
  }

  @Test
  void aRestorePathIsNeverClaimed() {
    JobGraph graph =
        TestingPipelines.compiler()
            .compile(TestingPipelines.plan(LINE), TestingPipelines.job(Optional.of("/sp-1")));
    assertThat(graph.getSavepointRestoreSettings().getRestorePath()).isEqualTo("/sp-1");
    assertThat(graph.getSavepointRestoreSettings().getRestoreMode().name()).isEqualTo("NO_CLAIM");
    assertThat(graph.getSavepointRestoreSettings().allowNonRestoredState()).isFalse();
  }

  @Test
  void aRunKeepsItsUidWhenStepsInsideItChange() {
    String longer =
        LINE.replace(
            "sink: {sinkType: collect, connectionString: out",
            "  - {id: last, transformType: filter, config: {expression: number > 0}}\n"
                + "sink: {sinkType: collect, connectionString: out");
    assertThat(uids(longer)).isEqualTo(uids(LINE));
  }

  @Test
  void aVeryLongLineIsCutIntoOperatorsOfBoundedSize() {
    StringBuilder text =
        new StringBuilder(
            "name: long\nsource: {sourceType: rows, schema: {id: INT}}\n"
                + "sink: {sinkType: collect}\ntransforms:\n");
    for (int i = 0; i < 200; i++) {
      text.append("  - {transformType: filter, config: {expression: id > " + i + "}}\n");
    }
    assertThat(uids(text.toString()))
        .containsExactly(
            "source:rows/",
            "run:source-sink",
            "run:source-sink/2",
            "run:source-sink/3",
            "run:source-sink/4",
            "sink:collect/");
  }

  /** Without the expressions' own methods, which have golden tests of theirs. */
  private static String stepsOf(String source) {
    return source
        .replaceAll("Run_[0-9a-f]{16}", "Run_HASH")
        .replaceAll("(?s)\\n[^\\n]*expression0\\(Object.*", "\n");
  }

  private static List<String> uids(String definition) {
    return TestingPipelines.compiler().operators(TestingPipelines.plan(definition)).stream()
        .map(OperatorDescription::uid)
        .toList();
  }

  private static ProgramGenerator.Program program(String definition) {
    TypedPlan plan = TestingPipelines.plan(definition);
    return ProgramGenerator.generate((Run) Stages.of(plan).get(0), Layout.of(plan)).orElseThrow();
  }

  private static String dump(String definition) throws Exception {
    TypedPlan plan = TestingPipelines.plan(definition);
    PipelineCompiler compiler = TestingPipelines.compiler();
    return JobGraphDump.of(
        compiler.compile(plan, TestingPipelines.job(Optional.empty())), compiler.operators(plan));
  }

  /** Compares with the file; what it would have to hold is left below target. */
  private static void check(String name, String actual) throws IOException {
    Path copy = Files.createDirectories(Path.of("target/golden")).resolve(name);
    Files.writeString(copy, actual);
    try (InputStream golden = PipelineCompilerTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(golden).as("golden file " + name).isNotNull();
      assertThat(actual).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
