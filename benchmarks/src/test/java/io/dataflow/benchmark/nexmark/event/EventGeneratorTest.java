package io.dataflow.benchmark.nexmark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventGeneratorTest {
  private static final int EVENTS = 50_000;

  private static final class Events implements EventConsumer {
    private final List<Person> persons = new ArrayList<>();
    private final List<Auction> auctions = new ArrayList<>();
    private final List<Bid> bids = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    @Override
    public void accept(Person person) {
      persons.add(person);
      times.add(person.dateTime);
    }

    @Override
    public void accept(Auction auction) {
      auctions.add(auction);
      times.add(auction.dateTime);
    }

    @Override
    public void accept(Bid bid) {
      bids.add(bid);
      times.add(bid.dateTime);
    }
  }

  private static Events generate(GeneratorSettings settings) throws IOException {
    Events events = new Events();
    new EventGenerator(settings).generate(events);
    return events;
  }

  private static String hash(GeneratorSettings settings) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    EventLines lines = new EventLines(EventFormat.JSON);
    new EventGenerator(settings)
        .generate(
            new EventConsumer() {
              @Override
              public void accept(Person person) {
                update(lines.of(person));
              }

              @Override
              public void accept(Auction auction) {
                update(lines.of(auction));
              }

              @Override
              public void accept(Bid bid) {
                update(lines.of(bid));
              }

              private void update(String line) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
              }
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A figure is only comparable with another one of the same events. */
  @Test
  void sameSeedSameEvents() throws Exception {
    assertThat(hash(GeneratorSettings.of(1, EVENTS)))
        .isEqualTo("454d65cf71001edf68c15edc60d9cec0e80f7114a425ba187e70df22d11e9218")
        .isNotEqualTo(hash(GeneratorSettings.of(2, EVENTS)));
  }

  @Test
  void moreEventsBeginWithTheSame() throws IOException {
    List<Long> few =
        generate(GeneratorSettings.of(1, 100)).bids.stream().map(b -> b.price).toList();
    List<Long> many =
        generate(GeneratorSettings.of(1, 1000)).bids.stream().map(b -> b.price).toList();
    assertThat(many).startsWith(few.toArray(new Long[0]));
  }

  @Test
  void sharesOfKinds() throws IOException {
    Events events = generate(GeneratorSettings.of(1, EVENTS));
    assertThat(events.persons).hasSize(EVENTS / 50);
    assertThat(events.auctions).hasSize(EVENTS / 50 * 3);
    assertThat(events.bids).hasSize(EVENTS / 50 * 46);
  }

  @Test
  void idsReferToPersonsAndAuctions() throws IOException {
    Events events = generate(GeneratorSettings.of(1, EVENTS));
    long first = EventGenerator.FIRST_ID;
    long lastPerson = first + events.persons.size() - 1;
    long lastAuction = first + events.auctions.size() - 1;
    assertThat(events.persons.stream().map(person -> person.id))
        .containsExactlyElementsOf(LongStream.rangeClosed(first, lastPerson).boxed().toList());
    assertThat(events.auctions.stream().map(auction -> auction.id))
        .containsExactlyElementsOf(LongStream.rangeClosed(first, lastAuction).boxed().toList());
    long lead = EventGenerator.ID_LEAD;
    assertThat(events.auctions).allSatisfy(auction -> inRange(auction, first, lastPerson + lead));
    assertThat(events.bids)
        .allSatisfy(
            bid -> {
              assertThat(bid.auction).isBetween(first, lastAuction + lead);
              assertThat(bid.bidder).isBetween(first, lastPerson + lead);
              assertThat(bid.price).isBetween(100L, 100_000_000L);
              assertThat(bid.url).startsWith("https://www.nexmark.com/");
              assertThat(bid.url.split("/")).hasSize(7);
            });
  }

  private static void inRange(Auction auction, long firstPerson, long lastPerson) {
    assertThat(auction.seller).isBetween(firstPerson, lastPerson);
    assertThat(auction.category).isBetween(10L, 14L);
    assertThat(auction.reserve).isGreaterThan(auction.initialBid);
    assertThat(auction.expires).isGreaterThan(auction.dateTime);
    assertThat(auction.itemName).hasSizeBetween(3, 19).isEqualTo(auction.itemName.strip());
  }

  @Test
  void halfTheBidsGoToHotAuctionsAndChannels() throws IOException {
    List<Bid> bids = generate(GeneratorSettings.of(1, EVENTS)).bids;
    assertThat(share(bids, bid -> bid.auction % 100 == 0)).isBetween(0.49, 0.53);
    assertThat(share(bids, bid -> bid.bidder % 100 == 1)).isBetween(0.74, 0.78);
    assertThat(share(bids, bid -> !bid.channel.startsWith("channel-"))).isBetween(0.49, 0.51);
    assertThat(
            share(
                bids,
                bid -> bid.channel.startsWith("channel-") && !bid.url.contains("&channel_id=")))
        .isBetween(0.04, 0.06);
  }

  private static double share(List<Bid> bids, java.util.function.Predicate<Bid> wanted) {
    return (double) bids.stream().filter(wanted).count() / bids.size();
  }

  @Test
  void timesAreInOrderUnlessShuffled() throws IOException {
    assertThat(generate(GeneratorSettings.of(1, 1000)).times).isSorted();
    GeneratorSettings shuffled =
        new GeneratorSettings(1, 1030, GeneratorSettings.BASE_MILLIS, 1000, 100);
    List<Long> times = generate(shuffled).times;
    assertThat(times).doesNotHaveDuplicates().hasSize(1030);
    assertThat(times.stream().sorted().toList()).isNotEqualTo(times);
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i)).isBetween(inOrder(i) - 99, inOrder(i) + 99);
    }
  }

  private static long inOrder(int number) {
    return GeneratorSettings.BASE_MILLIS + number;
  }

  @Test
  void filesHoldTheEventsOfTheirKind(@TempDir Path folder) throws IOException {
    GeneratorSettings settings = GeneratorSettings.of(1, 500);
    Path csv = EventFiles.in(folder, settings, EventFormat.CSV).folder();
    assertThat(Files.readAllLines(csv.resolve("bid.csv")))
        .hasSize(461)
        .startsWith("auction,bidder,price,channel,url,dateTime,extra")
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(7));
    assertThat(Files.readAllLines(csv.resolve("headless/bid.csv"))).hasSize(460);
    assertThat(Files.readAllLines(csv.resolve("person.csv"))).hasSize(11);
    assertThat(Files.readAllLines(csv.resolve("side-input.csv"))).hasSize(10_001);
    Path json = EventFiles.in(folder, settings, EventFormat.JSON).folder();
    assertThat(Files.readAllLines(json.resolve("auction.json")))
        .hasSize(30)
        .allSatisfy(line -> assertThat(line).startsWith("{\"id\":").endsWith("\"}"));
  }

  @Test
  void filesAreWrittenOnce(@TempDir Path folder) throws IOException {
    GeneratorSettings settings = GeneratorSettings.of(1, 100);
    Path csv = EventFiles.in(folder, settings, EventFormat.CSV).folder();
    Files.delete(csv.resolve("bid.csv"));
    EventFiles.in(folder, settings, EventFormat.CSV);
    assertThat(csv.resolve("bid.csv")).doesNotExist();
  }

  /** The sample beside the definitions is what the benchmark reads, only shorter. */
  @Test
  void sampleOfTheTemplatesIsGenerated(@TempDir Path folder) throws IOException {
    Path sample =
        Path.of(System.getProperty("dataflow.root"), "job-templates/templates/nexmark/data");
    Path csv = EventFiles.in(folder, GeneratorSettings.of(1, 1000), EventFormat.CSV).folder();
    for (String file : List.of("bid.csv", "auction.csv", "person.csv")) {
      assertThat(sample.resolve(file)).hasSameTextualContentAs(csv.resolve(file));
    }
  }
}
