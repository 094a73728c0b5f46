package io.dataflow.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackPortsTest {

  @Test
  void noPortIsUsedTwice() {
    assertThat(StackPorts.standard().toMap().values()).doesNotHaveDuplicates();
    assertThat(StackPorts.from(20_000).toMap().values()).doesNotHaveDuplicates().contains(20_010);
  }

  @Test
  void survivesBeingWrittenDown() {
    StackPorts ports = StackPorts.from(20_000);
    assertThat(StackPorts.fromMap(ports.toMap())).isEqualTo(ports);
    assertThatThrownBy(() -> StackPorts.fromMap(Map.of("api", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no port 'flink'");
  }

  @Test
  void aBaseMustLeaveRoom() {
    assertThatThrownBy(() -> StackPorts.from(65_530))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 1024 and 65524");
  }
}
