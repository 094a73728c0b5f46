package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Person;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** q3: who sells in three states in one category. */
final class LocalItems implements Query<LocalItems.Item> {
  private static final long serialVersionUID = 1L;
  private static final Set<String> STATES = Set.of("OR", "ID", "CA");

  record Item(String name, String city, String state, long auction) {}

  @Override
  public DataStream<Item> build(Inputs inputs) {
    DataStream<Tuple2<Long, Long>> auctions =
        inputs
            .auctions(false)
            .filter(auction -> auction.category == 10)
            .map((Auction auction) -> Tuple2.of(auction.seller, auction.id))
            .returns(Types.TUPLE(Types.LONG, Types.LONG));
    DataStream<Person> persons = inputs.persons().filter(person -> STATES.contains(person.state));
    return auctions
        .keyBy(auction -> auction.f0)
        .connect(persons.keyBy(person -> person.id))
        .process(new Join())
        .returns(Item.class);
  }

  @Override
  public void format(Item item, ResultLine line) {
    line.add(item.name).add(item.city).add(item.state).add(item.auction);
  }

  private static final class Join
      extends KeyedCoProcessFunction<Long, Tuple2<Long, Long>, Person, Item> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Person> seller;
    private transient ListState<Long> auctions;

    @Override
    public void open(OpenContext context) {
      seller = getRuntimeContext().getState(new ValueStateDescriptor<>("seller", Person.class));
      auctions =
          getRuntimeContext().getListState(new ListStateDescriptor<>("auctions", Types.LONG));
    }

    @Override
    public void processElement1(Tuple2<Long, Long> auction, Context context, Collector<Item> out)
        throws Exception {
      Person person = seller.value();
      if (person == null) {
        auctions.add(auction.f1);
      } else {
        out.collect(item(person, auction.f1));
      }
    }

    @Override
    public void processElement2(Person person, Context context, Collector<Item> out)
        throws Exception {
      seller.update(person);
      for (long auction : auctions.get()) {
        out.collect(item(person, auction));
      }
      auctions.clear();
    }

    private static Item item(Person person, long auction) {
      return new Item(person.name, person.city, person.state, auction);
    }
  }
}
