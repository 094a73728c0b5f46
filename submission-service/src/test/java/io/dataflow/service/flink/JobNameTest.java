package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNameTest {

  @Test
  void isReadBackFromItsText() {
    JobName name = new JobName("6c1f0d2e-aaaa", "orders-etl", 3, 12);

    assertThat(JobName.parse(name.text("Orders [all]"))).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Flink Streaming Job",
        "Orders [dataflow:a:orders:3]",
        "Orders [dataflow:a:orders:x:7]",
        "Orders [dataflow:a:orders:99999999999:7]",
        "Orders [dataflow:a:orders:3:7] "
      })
  void namesOfOthersAreForeign(String text) {
    assertThat(JobName.parse(text)).isEmpty();
  }

  @Test
  void idsDependOnEveryPartAndOnNothingElse() {
    UUID created = new UUID(1, 2);

    assertThat(JobIds.jobId("i", created, 1))
        .matches("[0-9a-f]{32}")
        .isEqualTo(JobIds.jobId("i", created, 1))
        // An attempt that was journalled is found again by every later release.
        .isEqualTo("201a976b906190844df5b1fef5f92080");
    assertThat(IntStream.range(0, 1000).mapToObj(n -> JobIds.jobId("i", created, n)))
        .doesNotHaveDuplicates();
    assertThat(JobIds.jobId("j", created, 1)).isNotEqualTo(JobIds.jobId("i", created, 1));
    assertThat(JobIds.jobId("i", new UUID(1, 3), 1)).isNotEqualTo(JobIds.jobId("i", created, 1));
    assertThat(JobIds.triggerId(created, 1)).matches("[0-9a-f]{32}");
    assertThat(JobIds.triggerId(created, 1)).isNotEqualTo(JobIds.triggerId(created, 2));
  }
}
