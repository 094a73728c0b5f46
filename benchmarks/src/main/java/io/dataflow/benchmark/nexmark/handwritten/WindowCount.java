package io.dataflow.benchmark.nexmark.handwritten;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Gives (key, count, window start, window end). */
final class WindowCount
    extends ProcessWindowFunction<Long, Tuple4<Long, Long, Long, Long>, Long, TimeWindow> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Tuple4<Long, Long, Long, Long>> TYPE =
      Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG);

  @Override
  public void process(
      Long key,
      Context context,
      Iterable<Long> counts,
      Collector<Tuple4<Long, Long, Long, Long>> out) {
    TimeWindow window = context.window();
    out.collect(Tuple4.of(key, counts.iterator().next(), window.getStart(), window.getEnd()));
  }
}
