package io.dataflow.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.launcher.stack.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starting and stopping leaves no classes behind. */
@ExtendWith(SystemStack.Extension.class)
class CyclesITCase {
  private static final Pattern METASPACE =
      Pattern.compile("Metaspace +used ([0-9]+)K", Pattern.MULTILINE);
  private static final long MEGABYTE = 1 << 20;

  private final SystemStack stack;
  private final RestClient api;

  CyclesITCase(SystemStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  @Test
  void metaspaceDoesNotGrow() throws Exception {
    api.put("cycled", WalkITCase.generated("Cycled"));
    // What is loaded once, by the first jobs.
    cycles(5);
    long jobManager = metaspace(stack.parts().jobManager());
    long taskManager = metaspace(stack.parts().taskManager());
    cycles(Scale.ofThisRun().cycles());
    long grownJobManager = metaspace(stack.parts().jobManager()) - jobManager;
    long grownTaskManager = metaspace(stack.parts().taskManager()) - taskManager;
    System.out.printf(
        "metaspace after %d cycles: JobManager %+d KB, TaskManager %+d KB%n",
        Scale.ofThisRun().cycles(), grownJobManager >> 10, grownTaskManager >> 10);
    assertThat(grownJobManager).isLessThan(5 * MEGABYTE);
    assertThat(grownTaskManager).isLessThan(5 * MEGABYTE);
    assertThat(stack.watch().violations()).isEmpty();
  }

  private void cycles(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      api.command("cycled", "start");
      api.awaitStatus("cycled", "running");
      api.command("cycled", "stop");
      api.awaitStatus("cycled", "stopped");
    }
  }

  private static long metaspace(ServerProcess process) throws Exception {
    jcmd(process, "GC.run");
    String heap = jcmd(process, "GC.heap_info");
    Matcher used = METASPACE.matcher(heap);
    assertThat(used.find()).as(heap).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(ServerProcess process, String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid().orElseThrow()),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(output).isZero();
    return output;
  }
}
