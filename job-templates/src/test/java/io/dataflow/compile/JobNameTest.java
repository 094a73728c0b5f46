package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobNameTest {
  @Test
  void aNameComesBackEqual() {
    JobName name = new JobName("Orders [hot] [dataflow:x:y:1:2]", "home", "orders", 3, 7);
    assertThat(name).hasToString("Orders [hot] [dataflow:x:y:1:2] [dataflow:home:orders:3:7]");
    assertThat(JobName.parse(name.toString())).contains(name);
  }

  @Test
  void aForeignNameIsNone() {
    assertThat(JobName.parse("WordCount")).isEmpty();
    assertThat(JobName.parse("x [dataflow:a:b:c:1]")).isEmpty();
  }
}
