package dev.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final long MB = 1 << 20;
  private static final long GB = 1 << 30;

  private static MemoryPlan.Given given(long heap, long direct, long machine) {
    return new MemoryPlan.Given(heap, direct, machine);
  }

  @Test
  void headsGetHalfOfTheHeapAndNoMoreThanThereIs() throws IOException {
    assertThat(MemoryPlan.of(GB, given(GB, GB, 4 * GB))).isEqualTo(new MemoryPlan(GB, 512 * MB));
    assertThat(MemoryPlan.of(256 * MB, given(2 * GB, GB, 4 * GB)))
        .isEqualTo(new MemoryPlan(256 * MB, 256 * MB));
  }

  @Test
  void aMachineThatIsTooSmallIsNamedWithWhatItCouldHold() {
    assertThatIOException()
        .isThrownBy(() -> MemoryPlan.of(4 * GB, given(GB, GB, 4 * GB)))
        .withMessageContaining("cache.memory is 4096.0 MiB")
        .withMessageContaining("has 4096.0 MiB")
        .withMessageContaining("set cache.memory to at most 3764.7 MiB");
  }

  @Test
  void aHeapThatIsTooSmallIsNamedWithTheOptionThatHelps() {
    assertThatIOException()
        .isThrownBy(() -> MemoryPlan.of(8 * GB, given(GB, GB, 16 * GB)))
        .withMessageContaining("SKERRY_JAVA_OPTS=-Xmx4096m")
        .withMessageContaining("cache.memory to at most 2048.0 MiB");
  }

  @Test
  void directMemoryThatIsTooSmallForConnectionsIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> MemoryPlan.of(64 * MB, given(GB, 16 * MB, 16 * GB)))
        .withMessageContaining("-XX:MaxDirectMemorySize=32m");
  }

  @Test
  void whatIsAdvisedIsAccepted() throws IOException {
    long machine = 4 * GB;
    long most = (long) (3764.7 * MB) - MB;
    assertThat(MemoryPlan.of(most, given(2 * GB, GB, machine)).limit()).isEqualTo(most);
  }
}
