package io.dataflow.service.orchestration;

import io.dataflow.service.command.LoadedPipeline;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.UnreadableEventException;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.HandledUpTo;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pipelines have a pass, and when: those of the slots held here that are not at rest, those
 * with a new mark or a poke, and those with a job that should not be. Single steps, no threads:
 * {@link #leaseStep}, {@link #tick} and {@link #pass} are called from outside, the first two by one
 * thread each, passes of different pipelines by any.
 */
public final class SlotOwner {
  private static final Logger LOG = LoggerFactory.getLogger(SlotOwner.class);
  private static final Duration MARKS_EVERY = Duration.ofMillis(500);
  private static final Duration YOUNG_MARKS_EVERY = Duration.ofMillis(100);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
  private static final Duration ENDS_EVERY = Duration.ofMillis(500);
  private static final Duration TOTALS_EVERY = Duration.ofSeconds(10);

  private final SlotLeases leases;
  private final Catalogue catalogue;
  private final Progress progress;
  private final Journal journal;
  private final PipelineRepository repository;
  private final JobObserver observer;
  private final PipelineDriver driver;
  private final TotalsRecorder totals;
  private final MarkReader marks;
  private final Schedule schedule;
  private final Backoff backoff;
  private final Rhythm rhythm;
  private final Set<Tenure> swept = ConcurrentHashMap.newKeySet();
  private final Map<String, PipelineState> active = new ConcurrentHashMap<>();
  private volatile Set<String> orphans = Set.of();

  /** The four ports behind a slot. */
  public record Stores(Catalogue catalogue, Marks marks, Progress progress, Journal journal) {}

  /**
   * @param nanoTime monotonic
   * @param random for jitter
   */
  public SlotOwner(
      SlotLeases leases,
      Stores stores,
      PipelineRepository repository,
      JobObserver observer,
      PipelineDriver driver,
      TotalsRecorder totals,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.leases = leases;
    this.catalogue = stores.catalogue();
    this.progress = stores.progress();
    this.journal = stores.journal();
    this.repository = repository;
    this.observer = observer;
    this.driver = driver;
    this.totals = totals;
    this.marks = new MarkReader(stores.marks(), stores.journal(), nanoTime);
    this.schedule = new Schedule(nanoTime);
    this.backoff = new Backoff(random);
    this.rhythm = new Rhythm(nanoTime);
  }

  /** Renews and takes leases; about once a second, never delayed by anything else. */
  public void leaseStep() {
    leases.step();
  }

  /** Whether this instance acts on the pipeline now. */
  public boolean owns(String pipelineId) {
    return leases.of(pipelineId).filter(swept::contains).isPresent();
  }

  /** How many slots this instance acts in now. */
  public int slots() {
    return sweptTenures().size();
  }

  /** Something happened to the pipeline; ignored when its slot is held elsewhere. */
  public void poke(String pipelineId) {
    if (owns(pipelineId)) {
      schedule.poke(pipelineId);
    }
  }

  /** Names of live jobs of this installation that no pipeline accounts for; never cancelled. */
  public Set<String> orphans() {
    return orphans;
  }

  /** Everything but passes that is due now. */
  public void tick() {
    for (Tenure tenure : leases.held()) {
      if (!swept.contains(tenure)) {
        sweep(tenure);
      }
    }
    dropWhatIsNotHeld();
    if (rhythm.isDue("marks", MARKS_EVERY)) {
      sweptTenures().forEach(tenure -> marks.read(tenure.slot(), this::poke));
    }
    if (rhythm.isDue("young", YOUNG_MARKS_EVERY)) {
      marks.watchYoung(this::poke);
    }
    if (rhythm.isDue("look", LOOK_EVERY)) {
      observer.poll(LOOK_EVERY.dividedBy(2));
      lookAfterUnexpectedJobs();
    }
    if (rhythm.isDue("sweep", SWEEP_EVERY)) {
      sweptTenures().forEach(this::sweep);
    }
    if (rhythm.isDue("ends", ENDS_EVERY)) {
      totals.correctEnds(leases::of);
    }
    if (rhythm.isDue("totals", TOTALS_EVERY)) {
      recordTotals();
    }
  }

  /** The pipelines whose passes are to be run now, each by {@link #pass}, exactly once. */
  public List<String> takeDue() {
    return schedule.takeDue();
  }

  /** How long no pass is due, at most {@code longest}. */
  public Duration idle(Duration longest) {
    return schedule.idle(longest);
  }

  /** One pass over a pipeline that {@link #takeDue} named. */
  public void pass(String pipelineId) {
    Optional<Tenure> tenure = leases.of(pipelineId).filter(swept::contains);
    if (tenure.isEmpty()) {
      rest(pipelineId);
      return;
    }
    try {
      if (!stamp(pipelineId, tenure.get())) {
        rest(pipelineId);
        return;
      }
      PassResult result = driver.pass(pipelineId, tenure.get());
      repository.mendSummary(result.state());
      backoff.succeeded(pipelineId);
      if (result.next().isPresent()) {
        active.put(pipelineId, result.state());
        schedule.done(pipelineId, result.next().get());
      } else {
        handled(result.state(), tenure.get());
        rest(pipelineId);
      }
    } catch (JournalUnavailableException e) {
      LOG.warn("Pipeline {}: {}", pipelineId, e.getMessage());
      schedule.done(pipelineId, backoff.failed(pipelineId));
    } catch (UnreadableEventException e) {
      LOG.error("Pipeline {} is left alone: {}", pipelineId, e.getMessage());
      rest(pipelineId);
    } catch (RuntimeException e) {
      LOG.error("Pipeline {}: the pass failed", pipelineId, e);
      schedule.done(pipelineId, backoff.failed(pipelineId));
    }
  }

  /** At an orderly end: jobs go on, somebody else takes the slots. */
  public void release() {
    leases.releaseAll();
  }

  private void rest(String pipelineId) {
    active.remove(pipelineId);
    schedule.rest(pipelineId);
  }

  private List<Tenure> sweptTenures() {
    return leases.held().stream().filter(swept::contains).toList();
  }

  /**
   * Looks at every pipeline of a slot whose stream was not handled to its end, and puts the epoch
   * into those that are not at rest.
   */
  private void sweep(Tenure tenure) {
    if (!tenure.isHeld()) {
      return;
    }
    List<String> pipelines = catalogue.pipelines(tenure.slot());
    Map<String, HandledUpTo> handled = progress.readSlot(tenure.slot());
    Map<String, Long> heads = journal.heads(pipelines);
    List<String> found = new ArrayList<>();
    for (String pipelineId : pipelines) {
      long head = heads.getOrDefault(pipelineId, 0L);
      HandledUpTo known = handled.getOrDefault(pipelineId, HandledUpTo.NOTHING);
      if (head > 0
          && !(known.atRest() && known.sequenceNumber() == head)
          && needsPass(pipelineId, tenure)) {
        found.add(pipelineId);
      }
    }
    swept.add(tenure);
    found.forEach(schedule::poke);
  }

  private boolean needsPass(String pipelineId, Tenure tenure) {
    try {
      LoadedPipeline loaded = repository.load(pipelineId);
      repository.saveSummary(loaded.state());
      if (JobReconciler.isActive(loaded.state())) {
        return stamp(pipelineId, tenure);
      }
      handled(loaded.state(), tenure);
      return false;
    } catch (UnreadableEventException e) {
      LOG.error("Pipeline {} is left alone: {}", pipelineId, e.getMessage());
      return false;
    }
  }

  /** The fence: after it no former owner can append. */
  private boolean stamp(String pipelineId, Tenure tenure) {
    if (tenure.stamped().contains(pipelineId)) {
      return true;
    }
    if (!journal.stampEpoch(pipelineId, tenure.epoch())) {
      tenure.end();
      return false;
    }
    tenure.stamped().add(pipelineId);
    return true;
  }

  private void handled(PipelineState state, Tenure tenure) {
    HandledUpTo seen = progress.read(state.pipelineId());
    if (seen.sequenceNumber() < state.sequenceNumber() && seen.epoch() <= tenure.epoch()) {
      boolean advanced =
          progress.advance(
              state.pipelineId(),
              seen,
              new HandledUpTo(state.sequenceNumber(), tenure.epoch(), true));
      if (!advanced) {
        LOG.debug("Pipeline {}: its progress was moved by another owner", state.pipelineId());
      }
    }
  }

  private void dropWhatIsNotHeld() {
    swept.removeIf(
        tenure -> {
          boolean over = !tenure.isHeld();
          if (over) {
            marks.forget(tenure.slot());
          }
          return over;
        });
    for (String pipelineId : schedule.pipelines()) {
      if (!owns(pipelineId)) {
        active.remove(pipelineId);
        totals.forget(pipelineId);
      }
    }
  }

  /** Jobs of pipelines at rest, of unknown pipelines, of attempts nobody planned. */
  private void lookAfterUnexpectedJobs() {
    Set<String> unaccounted = new HashSet<>();
    Map<String, List<JobObserver.OurJob>> live = new HashMap<>(observer.liveJobs());
    live.forEach(
        (pipelineId, jobs) -> {
          if (!owns(pipelineId)) {
            return;
          }
          PipelineState recent = active.get(pipelineId);
          // A pass that is still under way may have planned the job meanwhile.
          PipelineState state =
              recent != null && jobs.stream().allMatch(job -> accountsFor(recent, job))
                  ? recent
                  : repository.load(pipelineId).state();
          for (JobObserver.OurJob job : jobs) {
            if (!accountsFor(state, job)) {
              unaccounted.add(job.job().name());
            } else if (!schedule.contains(pipelineId)) {
              schedule.poke(pipelineId);
            }
          }
        });
    if (!unaccounted.equals(orphans)) {
      if (unaccounted.isEmpty()) {
        LOG.info("No jobs of this installation without a pipeline any more");
      } else {
        LOG.error("Jobs of this installation without a pipeline, left alone: {}", unaccounted);
      }
      orphans = Set.copyOf(unaccounted);
    }
  }

  private static boolean accountsFor(PipelineState state, JobObserver.OurJob job) {
    int last = state.lastAttemptNumber();
    return job.name().attempt() < last
        || state
            .attempt(last)
            .filter(attempt -> attempt.jobId().equals(job.job().jobId()))
            .isPresent();
  }

  private void recordTotals() {
    for (Map.Entry<String, PipelineState> entry : active.entrySet()) {
      Optional<Tenure> tenure = leases.of(entry.getKey());
      if (tenure.isPresent() && entry.getValue().openAttempt().isPresent()) {
        try {
          totals.record(entry.getValue(), tenure.get().epoch());
        } catch (ClusterUnavailableException e) {
          return;
        }
      }
    }
  }
}
