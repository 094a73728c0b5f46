package io.dataflow.service.flink;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.dataflow.compile.JobSettings;
import io.dataflow.compile.OperatorDescription;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.compile.StateComparison;
import io.dataflow.compile.StateVerdict;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorClass;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.TypedPlan;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/**
 * Stored, resolved definitions become job graphs. No jars are attached: the cluster has the classes
 * in its {@code lib}.
 */
final class DefinitionCompiler implements JobCompiler {

  private static final int CACHED_PLANS = 256;
  private static final int CACHED_OPERATORS = 32;

  private final PlannerContext context;
  private final PipelineCompiler compiler;
  private final JobSettings.Defaults defaults;
  private final InstantSource clock;
  // The same text gives an equal plan; a recovery plans what was planned for its start.
  private final LoadingCache<String, Planned> plans =
      Caffeine.newBuilder().maximumSize(CACHED_PLANS).build(this::plan);

  // A pipeline that waits for its state to be dropped asks again and again.
  private final LoadingCache<String, Map<String, OperatorDescription>> operators =
      Caffeine.newBuilder().maximumSize(CACHED_OPERATORS).build(this::operators);

  private record Planned(Optional<TypedPlan> plan, List<Diagnostic> diagnostics) {}

  DefinitionCompiler(PlannerContext context, JobSettings.Defaults defaults, InstantSource clock) {
    this.context = context;
    this.compiler = new PipelineCompiler(context.connectors(), context.policy());
    this.defaults = defaults;
    this.clock = clock;
  }

  @Override
  public Optional<JobRequirements> requirements(String definition) {
    return plans
        .get(definition)
        .plan()
        .map(plan -> new JobRequirements(parallelism(plan), plan.bounded()));
  }

  @Override
  public Result compile(JobSubmission submission) {
    Planned planned = plans.get(submission.definition());
    if (planned.plan().isEmpty()) {
      return refused(planned.diagnostics());
    }
    TypedPlan plan = planned.plan().get();
    JobName name = submission.name();
    return new Compiled(
        compiler.compile(
            plan,
            new JobSettings(
                JobID.fromHexString(submission.jobId()),
                plan.name(),
                name.installationId(),
                name.pipelineId(),
                name.attempt(),
                name.version(),
                submission.restorePath(),
                submission.allowNonRestoredState(),
                defaults)));
  }

  @Override
  public Optional<StateVerdict> stateVerdict(Set<String> holders, String before, String after) {
    Optional<TypedPlan> next = plans.get(after).plan();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Set<String> taken = operators.get(after).keySet();
    // A connector that is gone: what kept the state has no name any more.
    Optional<TypedPlan> last = plans.get(before).plan();
    return Optional.of(
        SnapshotVerdict.of(
            holders,
            last.isPresent() ? operators.get(before) : Map.of(),
            taken,
            last.map(plan -> StateComparison.of(plan, next.get()))
                .orElseGet(() -> new StateVerdict(List.of()))));
  }

  private Map<String, OperatorDescription> operators(String definition) {
    return compiler.operatorIds(plans.get(definition).plan().orElseThrow());
  }

  // All operators share slots, so a job takes as many as its widest operator has subtasks.
  private int parallelism(TypedPlan plan) {
    return plan.settings().parallelism().orElse(defaults.parallelism());
  }

  private Planned plan(String definition) {
    DefinitionResult read =
        DefinitionReader.read(definition.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
    if (read.definition().isEmpty()) {
      return new Planned(Optional.empty(), read.diagnostics());
    }
    PlanResult result = Planner.plan(read.definition().get(), context);
    return new Planned(result.plan(), result.diagnostics());
  }

  private Result refused(List<Diagnostic> diagnostics) {
    String message =
        diagnostics.stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .map(error -> error.code() + " at '" + error.pointer() + "': " + error.message())
            .orElse("the definition lacks a schema");
    return new NotCompiled(
        new SubmitAnswer.Refused(
            JobFailure.once(ErrorClass.USER, "", message, clock.instant()), diagnostics));
  }
}
