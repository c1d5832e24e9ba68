package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DiskStateTest {
  private static final long NOW = Long.MAX_VALUE - 5;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final DiskState state = new DiskState();

  @Test
  void aFullDiskIsToldOfForAMinuteAndTakesWrites() {
    assertThat(state.trouble(NOW)).isNull();
    assertThat(state.full(NOW)).isTrue();
    assertThat(state.trouble(NOW + 59 * SECOND)).contains("file system is full");
    assertThat(state.isOn()).isTrue();
    assertThat(state.trouble(NOW + 60 * SECOND)).isNull();
  }

  @Test
  void itIsNewsOnlyOnceWhileItStaysFull() {
    assertThat(state.full(NOW)).isTrue();
    assertThat(state.full(NOW + 50 * SECOND)).isFalse();
    assertThat(state.full(NOW + 100 * SECOND)).isFalse();
    assertThat(state.full(NOW + 160 * SECOND)).isTrue();
  }

  @Test
  void anErrorIsWorseThanAFullDisk() {
    state.full(NOW);
    state.off(new IOException("broken"), NOW);
    assertThat(state.trouble(NOW)).isEqualTo("IOException: broken");
    assertThat(state.isOn()).isFalse();
    state.on(NOW + SECOND);
    assertThat(state.trouble(NOW + SECOND)).contains("file system is full");
  }
}
