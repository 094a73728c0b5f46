package io.dataflow.trial;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * Main class of a JVM that is started for one trial: reads a {@link TrialRequest} from a file and
 * writes the answer into another. What it prints is a log. Exit code 0 if there is an answer.
 */
public final class TrialMain {
  private TrialMain() {}

  /**
   * @param arguments the request's file, the answer's file, and an empty folder to work in
   */
  public static void main(String[] arguments) throws Exception {
    JsonMapper mapper = new JsonMapper();
    TrialRequest request = mapper.readValue(Path.of(arguments[0]).toFile(), TrialRequest.class);
    ObjectNode answer = new TrialRunner(request, Path.of(arguments[2])).run();
    mapper.writeValue(Path.of(arguments[1]).toFile(), answer);
    // Nothing of a trial is worth waiting for.
    Runtime.getRuntime().halt(0);
  }
}
