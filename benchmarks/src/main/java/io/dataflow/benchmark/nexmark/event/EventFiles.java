package io.dataflow.benchmark.nexmark.event;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A folder of generated events: {@code person.csv}, {@code auction.csv}, {@code bid.csv}, the same
 * as {@code .json}, and {@code side-input.csv}. Below {@code headless} stand the csv files once
 * more without their header, which Flink's own csv format cannot skip.
 */
public final class EventFiles {
  /** Keys of the side input count from 0. */
  public static final int SIDE_INPUT_ROWS = 10_000;

  private static final String COMPLETE = "complete";

  private final Path folder;

  private EventFiles(Path folder) {
    this.folder = folder;
  }

  /** The files of a folder below {@code root}; they are written unless they are there. */
  public static EventFiles in(Path root, GeneratorSettings settings, EventFormat format)
      throws IOException {
    Path folder =
        root.resolve(
            String.join(
                "-",
                format.extension(),
                Long.toString(settings.events()),
                Long.toString(settings.seed()),
                Integer.toString(settings.eventsPerSecond()),
                Integer.toString(settings.outOfOrderGroup())));
    if (!Files.exists(folder.resolve(COMPLETE))) {
      Files.createDirectories(folder.resolve("headless"));
      write(folder, settings, format);
      Files.writeString(folder.resolve(COMPLETE), settings + "\n");
    }
    return new EventFiles(folder);
  }

  public Path folder() {
    return folder;
  }

  private static void write(Path folder, GeneratorSettings settings, EventFormat format)
      throws IOException {
    try (KindWriters writers = new KindWriters(folder, format)) {
      new EventGenerator(settings).generate(writers);
    }
    try (BufferedWriter side = Files.newBufferedWriter(folder.resolve("side-input.csv"))) {
      side.write("key,value\n");
      for (int key = 0; key < SIDE_INPUT_ROWS; key++) {
        side.write(key + ",side-" + key + "\n");
      }
    }
  }

  private static final class KindWriters implements EventConsumer, AutoCloseable {
    private final Map<EventKind, Writer> writers = new EnumMap<>(EventKind.class);
    private final Map<EventKind, Writer> headless = new EnumMap<>(EventKind.class);
    private final EventLines lines;

    KindWriters(Path folder, EventFormat format) throws IOException {
      lines = new EventLines(format);
      for (EventKind kind : EventKind.values()) {
        String name = kind.fileName() + "." + format.extension();
        Writer writer = open(folder.resolve(name));
        writers.put(kind, writer);
        if (format == EventFormat.CSV) {
          writer.write(EventLines.header(kind));
          headless.put(kind, open(folder.resolve("headless").resolve(name)));
        }
      }
    }

    private static Writer open(Path file) throws IOException {
      return Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
    }

    @Override
    public void accept(Person person) throws IOException {
      write(EventKind.PERSON, lines.of(person));
    }

    @Override
    public void accept(Auction auction) throws IOException {
      write(EventKind.AUCTION, lines.of(auction));
    }

    @Override
    public void accept(Bid bid) throws IOException {
      write(EventKind.BID, lines.of(bid));
    }

    private void write(EventKind kind, String line) throws IOException {
      writers.get(kind).write(line);
      Writer second = headless.get(kind);
      if (second != null) {
        second.write(line);
      }
    }

    @Override
    public void close() throws IOException {
      for (Writer writer : writers.values()) {
        writer.close();
      }
      for (Writer writer : headless.values()) {
        writer.close();
      }
    }
  }
}
