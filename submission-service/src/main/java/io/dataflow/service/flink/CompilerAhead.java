package io.dataflow.service.flink;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.compile.StateVerdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compiles a submission while whoever announced it does something else. Each graph is given out
 * once, since sending may change it. Thread-safe.
 */
final class CompilerAhead implements AutoCloseable {
  private static final int MOST = 64;
  // One that was announced and never sent.
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private final JobCompiler compiler;
  // A thread for each that asks: none waits for the graph of another.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "compile");
            thread.setDaemon(true);
            return thread;
          });
  private final Cache<JobSubmission, CompletableFuture<JobCompiler.Result>> begun =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(FORGOTTEN)
          .executor(Runnable::run)
          .build();

  CompilerAhead(JobCompiler compiler) {
    this.compiler = compiler;
  }

  /** See {@link FlinkCluster#requirements}. */
  Optional<JobRequirements> requirements(String definition) {
    return compiler.requirements(definition);
  }

  /** See {@link JobCompiler#stateVerdict}. */
  Optional<StateVerdict> stateVerdict(Set<String> holders, String before, String after) {
    return compiler.stateVerdict(holders, before, after);
  }

  void begin(JobSubmission submission) {
    begun
        .asMap()
        .computeIfAbsent(
            submission,
            announced -> CompletableFuture.supplyAsync(() -> compiler.compile(announced), threads));
  }

  /** Waits for what was begun, or compiles now. */
  JobCompiler.Result take(JobSubmission submission) {
    // A failure of the other thread shows again here, as this caller's own.
    return Optional.ofNullable(begun.asMap().remove(submission))
        .map(result -> result.exceptionally(failure -> null).join())
        .orElseGet(() -> compiler.compile(submission));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
