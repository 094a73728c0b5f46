package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Person;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import java.util.Iterator;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** q8: who came and opened an auction within the same ten seconds. */
final class NewSellers implements Query<Tuple3<Long, String, Long>> {
  private static final long serialVersionUID = 1L;
  private static final long SIZE = 10_000;
  private static final TypeInformation<Tuple3<Long, String, Long>> PERSON =
      Types.TUPLE(Types.LONG, Types.STRING, Types.LONG);

  @Override
  public DataStream<Tuple3<Long, String, Long>> build(Inputs inputs) {
    DataStream<Tuple3<Long, String, Long>> persons =
        inputs
            .timedPersons()
            .map((Person person) -> Tuple3.of(person.id, person.name, person.dateTime))
            .returns(PERSON);
    DataStream<Long> sellers =
        inputs.timedAuctions().map((Auction auction) -> auction.seller).returns(Types.LONG);
    return persons
        .coGroup(sellers)
        .where(person -> person.f0)
        .equalTo(seller -> seller)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(SIZE)))
        .apply(new BothThere(), PERSON);
  }

  @Override
  public void format(Tuple3<Long, String, Long> seller, ResultLine line) {
    line.add(seller.f0).add(seller.f1).add(seller.f2);
  }

  private static final class BothThere
      implements CoGroupFunction<Tuple3<Long, String, Long>, Long, Tuple3<Long, String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void coGroup(
        Iterable<Tuple3<Long, String, Long>> persons,
        Iterable<Long> sellers,
        Collector<Tuple3<Long, String, Long>> out) {
      Iterator<Tuple3<Long, String, Long>> person = persons.iterator();
      if (person.hasNext() && sellers.iterator().hasNext()) {
        Tuple3<Long, String, Long> found = person.next();
        out.collect(Tuple3.of(found.f0, found.f1, found.f2 - Math.floorMod(found.f2, SIZE)));
      }
    }
  }
}
