package io.dataflow.service.flink;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
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
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/**
 * Stored, resolved definitions become job graphs. No jars are attached: the cluster has the classes
 * in its {@code lib}.
 */
final class DefinitionCompiler implements JobCompiler {

  private static final int CACHED_PLANS = 256;

  private final PlannerContext context;
  private final PipelineCompiler compiler;
  private final JobSettings.Defaults defaults;
  private final InstantSource clock;
  // The same text gives an equal plan; a recovery plans what was planned for its start.
  private final LoadingCache<String, Planned> plans =
      Caffeine.newBuilder().maximumSize(CACHED_PLANS).build(this::plan);

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
