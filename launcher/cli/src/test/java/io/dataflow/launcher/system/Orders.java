package io.dataflow.launcher.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of orders, three of four active, and what a pipeline makes of it.
 *
 * @param input csv with the ids 1 to {@code rows}
 * @param output the first folder of the sink
 * @param work bytes hashed for each row
 */
record Orders(Path input, Path output, int rows, int work) {

  /** Writes the file. */
  static Orders write(Path folder, Scale scale) throws IOException {
    Files.createDirectories(folder);
    Orders orders =
        new Orders(folder.resolve("in.csv"), folder.resolve("out"), scale.rows(), scale.work());
    try (BufferedWriter writer = Files.newBufferedWriter(orders.input())) {
      writer.write("id,status,amount\n");
      for (int id = 1; id <= scale.rows(); id++) {
        writer.write(id + (isActive(id) ? ",active," : ",closed,") + id % 1000 + ".50\n");
      }
    }
    return orders;
  }

  private static boolean isActive(int id) {
    return id % 4 != 0;
  }

  long expected() {
    return rows - rows / 4L;
  }

  /** The pipeline: a filter and a map before an exactly-once sink. */
  String definition(String name) {
    return definition(name, output, "");
  }

  /** The same with one more step, and into this folder. */
  String definition(String name, Path sink, String furtherStep) {
    return """
        {"name": "%s",
         "source": {"sourceType": "file", "connectionString": "%s",
                    "schema": {"id": "BIGINT NOT NULL", "status": "STRING", "amount": "DECIMAL(10,2)"}},
         "transforms": [
           {"id": "active", "transformType": "filter",
            "config": {"expression": "status = 'active'"}},
           {"id": "hashed", "transformType": "map",
            "config": {"set": {"digest": "MD5(REPEAT(status, %d))"}}}%s],
         "sink": {"sinkType": "file", "connectionString": "%s", "options": {"format": "csv"}},
         "settings": {"checkpointInterval": "500ms"}}"""
        .formatted(
            name,
            input,
            work / "active".length(),
            furtherStep.isEmpty() ? "" : ",\n" + furtherStep,
            sink);
  }

  static final String ONE_MORE_MAP =
      """
      {"id": "taxed", "transformType": "map", "config": {"set": {"gross": "amount * 1.19"}}}""";

  /** Rows that can be read, over all these folders. */
  record Rows(long count, long missing, long repeated, long foreign, long withGross) {
    boolean exactlyOnce() {
      return missing == 0 && repeated == 0 && foreign == 0;
    }
  }

  /** Compares what is written with what was read, by id. */
  Rows read(Path... folders) throws IOException {
    BitSet seen = new BitSet(rows + 1);
    long[] sums = new long[4];
    for (Path folder : folders) {
      for (Path file : committed(folder)) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(line -> add(line, seen, sums));
        }
      }
    }
    return new Rows(sums[0], expected() - seen.cardinality(), sums[1], sums[2], sums[3]);
  }

  private void add(String line, BitSet seen, long[] sums) {
    if (line.startsWith("id,")) {
      return;
    }
    sums[0]++;
    int id = Integer.parseInt(line.substring(0, line.indexOf(',')));
    if (id < 1 || id > rows || !isActive(id)) {
      sums[2]++;
    } else if (seen.get(id)) {
      sums[1]++;
    }
    seen.set(id);
    if (line.chars().filter(c -> c == ',').count() == 4) {
      sums[3]++;
    }
  }

  /** The files of a sink that a checkpoint has completed. */
  static List<Path> committed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    } catch (NoSuchFileException nothingYet) {
      return List.of();
    }
  }

  /** Waits until rows are there, which is in the middle as long as the job runs. */
  void awaitCommitted(int files) {
    Await.until(files + " files in " + output, () -> committed(output).size() >= files);
  }
}
