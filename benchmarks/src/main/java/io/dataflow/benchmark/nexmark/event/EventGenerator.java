package io.dataflow.benchmark.nexmark.event;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Makes the events of Nexmark: of each 50 one person, three auctions and 46 bids. Every event
 * follows from the seed and its number alone, so that the same settings always give the same
 * events.
 *
 * <p>The distributions are those of the published benchmark. Two of its implementation's slips are
 * not repeated: the first person's id is added to a bidder once, not twice, and URLs come from the
 * seeded random numbers.
 */
public final class EventGenerator {
  /** Ids of persons and of auctions count from here. */
  public static final long FIRST_ID = 1000;

  public static final long FIRST_CATEGORY = 10;
  public static final int CATEGORIES = 5;

  /** An event may name a person or an auction that comes up to so many later. */
  public static final int ID_LEAD = 10;

  private static final int GROUP = 50;
  private static final int PERSONS = 1;
  private static final int AUCTIONS = 3;
  private static final int ACTIVE_PERSONS = 1000;
  private static final int AUCTIONS_IN_FLIGHT = 100;
  private static final int HOT_GROUP = 100;
  private static final int HOT_AUCTION_RATIO = 2;
  private static final int HOT_PERSON_RATIO = 4;
  private static final int PERSON_BYTES = 200;
  private static final int AUCTION_BYTES = 500;
  private static final int BID_BYTES = 100;
  private static final int SHUFFLE = 953;

  private static final String[] FIRST_NAMES = {
    "Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter"
  };
  private static final String[] LAST_NAMES = {
    "Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris"
  };
  private static final String[] STATES = {"AZ", "CA", "ID", "OR", "WA", "WY"};
  private static final String[] CITIES = {
    "Phoenix",
    "Los Angeles",
    "San Francisco",
    "Boise",
    "Portland",
    "Bend",
    "Redmond",
    "Seattle",
    "Kent",
    "Cheyenne"
  };

  private final GeneratorSettings settings;
  private final Channels channels;

  public EventGenerator(GeneratorSettings settings) {
    this.settings = settings;
    this.channels = new Channels(new SplittableRandom(settings.seed()));
  }

  public void generate(EventConsumer consumer) throws IOException {
    for (long i = 0; i < settings.events(); i++) {
      long number = shuffled(i);
      // Spreads the numbers over the seeds: neighbouring seeds give similar first values.
      SplittableRandom random = new SplittableRandom(settings.seed() * 31 + number).split();
      int inGroup = (int) (number % GROUP);
      if (inGroup < PERSONS) {
        consumer.accept(person(number, random));
      } else if (inGroup < PERSONS + AUCTIONS) {
        consumer.accept(auction(number, random));
      } else {
        consumer.accept(bid(number, random));
      }
    }
  }

  private long shuffled(long i) {
    int size = settings.outOfOrderGroup();
    long start = i / size * size;
    // The last group may be cut short; it stays in order, so that each number occurs once.
    return start + size > settings.events() ? i : start + i * SHUFFLE % size;
  }

  private long time(long number) {
    return settings.baseMillis() + number * 1000 / settings.eventsPerSecond();
  }

  private Person person(long number, SplittableRandom random) {
    Person person = new Person();
    person.id = lastPerson(number) + FIRST_ID;
    person.name = pick(random, FIRST_NAMES) + " " + pick(random, LAST_NAMES);
    person.emailAddress =
        RandomText.letters(random, 3 + random.nextInt(4))
            + "@"
            + RandomText.letters(random, 3 + random.nextInt(2))
            + ".com";
    person.creditCard = RandomText.creditCard(random);
    person.city = pick(random, CITIES);
    person.state = pick(random, STATES);
    person.dateTime = time(number);
    int size =
        8
            + person.name.length()
            + person.emailAddress.length()
            + person.creditCard.length()
            + person.city.length()
            + person.state.length();
    person.extra = RandomText.padding(random, size, PERSON_BYTES);
    return person;
  }

  private Auction auction(long number, SplittableRandom random) {
    Auction auction = new Auction();
    auction.id = lastAuction(number) + FIRST_ID;
    auction.itemName = RandomText.words(random, 20);
    auction.description = RandomText.words(random, 100);
    auction.initialBid = RandomText.price(random);
    auction.reserve = auction.initialBid + RandomText.price(random);
    auction.dateTime = time(number);
    auction.expires = auction.dateTime + lifetime(number, random);
    boolean hot = random.nextInt(HOT_PERSON_RATIO) > 0;
    auction.seller =
        FIRST_ID + (hot ? lastPerson(number) / HOT_GROUP * HOT_GROUP : anyPerson(number, random));
    auction.category = FIRST_CATEGORY + random.nextInt(CATEGORIES);
    int size = 8 + auction.itemName.length() + auction.description.length() + 6 * 8;
    auction.extra = RandomText.padding(random, size, AUCTION_BYTES);
    return auction;
  }

  /** So that about {@link #AUCTIONS_IN_FLIGHT} auctions are open at a time. */
  private long lifetime(long number, SplittableRandom random) {
    long horizon = time(number + (long) AUCTIONS_IN_FLIGHT * GROUP / AUCTIONS) - time(number);
    return 1 + random.nextLong(Math.max(horizon * 2, 1));
  }

  private Bid bid(long number, SplittableRandom random) {
    Bid bid = new Bid();
    boolean hotAuction = random.nextInt(HOT_AUCTION_RATIO) > 0;
    bid.auction =
        FIRST_ID
            + (hotAuction
                ? lastAuction(number) / HOT_GROUP * HOT_GROUP
                : anyAuction(number, random));
    boolean hotBidder = random.nextInt(HOT_PERSON_RATIO) > 0;
    bid.bidder =
        FIRST_ID
            + (hotBidder
                ? lastPerson(number) / HOT_GROUP * HOT_GROUP + 1
                : anyPerson(number, random));
    bid.price = RandomText.price(random);
    int channel = channels.next(random);
    bid.channel = channels.name(channel);
    bid.url = channels.url(channel);
    bid.dateTime = time(number);
    bid.extra = RandomText.padding(random, 4 * 8, BID_BYTES);
    return bid;
  }

  /** The newest person as of an event, counted from 0. */
  private static long lastPerson(long number) {
    return number / GROUP * PERSONS + Math.min(number % GROUP, PERSONS - 1);
  }

  /** The newest auction as of an event, counted from 0; -1 where there is none yet. */
  private static long lastAuction(long number) {
    long group = number / GROUP;
    long inGroup = number % GROUP;
    if (inGroup < PERSONS) {
      return group * AUCTIONS - 1;
    }
    return group * AUCTIONS + Math.min(inGroup - PERSONS, AUCTIONS - 1);
  }

  private static long anyPerson(long number, SplittableRandom random) {
    long count = lastPerson(number) + 1;
    long active = Math.min(count, ACTIVE_PERSONS);
    return count - active + random.nextLong(active + ID_LEAD);
  }

  private static long anyAuction(long number, SplittableRandom random) {
    long last = lastAuction(number);
    long first = Math.max(last - AUCTIONS_IN_FLIGHT, 0);
    return first + random.nextLong(last - first + 1 + ID_LEAD);
  }

  private static String pick(SplittableRandom random, String[] values) {
    return values[random.nextInt(values.length)];
  }
}
