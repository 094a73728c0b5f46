package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.result.ResultLine;
import io.dataflow.benchmark.nexmark.result.ResultSink;
import io.dataflow.benchmark.nexmark.worker.Contestant;
import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.JobSetup;
import io.dataflow.benchmark.nexmark.worker.NotSupportedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/** The DataStream jobs. */
public final class HandWritten implements Contestant {
  private final Map<String, Query<?>> queries =
      Map.ofEntries(
          Map.entry("q0", new PassThrough()),
          Map.entry("q1", new CurrencyConversion()),
          Map.entry("q2", new Selection()),
          Map.entry("q3", new LocalItems()),
          Map.entry("q4", new CategoryAverages()),
          Map.entry("q5", new HotItems()),
          Map.entry("q7", new HighestBids()),
          Map.entry("q8", new NewSellers()),
          Map.entry("q9", new WinningBids()),
          Map.entry("q10", new PartitionedBids()),
          Map.entry("q11", new BidderSessions()),
          Map.entry("q12", new ProcessingTimeCounts()),
          Map.entry("q13", new SideInputJoin()),
          Map.entry("q14", new Calculation()),
          Map.entry("q15", new DayStatistics()),
          Map.entry("q16", new ChannelStatistics()),
          Map.entry("q17", new AuctionStatistics()),
          Map.entry("q18", new LastBids()),
          Map.entry("q19", new TopBids()),
          Map.entry("q20", new JoinedBids()),
          Map.entry("q21", new ChannelIds()),
          Map.entry("q22", new Directories()),
          Map.entry("hop", new LongHops()));

  @Override
  public JobGraph jobGraph(JobRequest request) throws NotSupportedException {
    Query<?> query = queries.get(request.query());
    if (query == null) {
      throw new NotSupportedException(request.query() + " is not written as a DataStream job");
    }
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(JobSetup.configuration(request.parallelism()));
    build(query, environment, request);
    return environment.getStreamGraph().getJobGraph();
  }

  private static <T> void build(
      Query<T> query, StreamExecutionEnvironment environment, JobRequest request) {
    query.build(new Inputs(environment, request)).sinkTo(sink(query, request)).name("result");
  }

  private static <T> Sink<T> sink(Query<T> query, JobRequest request) {
    return switch (request.sink()) {
      case COUNT -> ResultSink.counting(request.output());
      case COMPARE -> ResultSink.writing(request.output(), query);
      case FILE ->
          FileSink.forRowFormat(new Path(request.output().toUri()), new LineEncoder<>(query))
              .withBucketAssigner(new BasePathBucketAssigner<>())
              .build();
    };
  }

  private static final class LineEncoder<T> implements Encoder<T> {
    private static final long serialVersionUID = 1L;

    private final Query<T> query;
    private transient ResultLine line;

    LineEncoder(Query<T> query) {
      this.query = query;
    }

    @Override
    public void encode(T row, OutputStream out) throws IOException {
      if (line == null) {
        line = new ResultLine();
      }
      line.clear();
      query.format(row, line);
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
  }
}
