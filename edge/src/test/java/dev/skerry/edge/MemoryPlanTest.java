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

  private static MemoryPlan plan(long limit, MemoryPlan.Given given) throws IOException {
    return MemoryPlan.of(limit, 64 * MB, given);
  }

  @Test
  void headsGetHalfOfTheHeapAndNoMoreThanThereIs() throws IOException {
    assertThat(plan(GB, given(GB, GB, 4 * GB))).isEqualTo(new MemoryPlan(GB, 512 * MB));
    assertThat(plan(256 * MB, given(2 * GB, GB, 4 * GB)))
        .isEqualTo(new MemoryPlan(256 * MB, 256 * MB));
  }

  @Test
  void aMachineThatIsTooSmallIsNamedWithWhatItCouldHold() {
    assertThatIOException()
        .isThrownBy(() -> plan(4 * GB, given(2 * GB, GB, 4 * GB)))
        .withMessage(
            "cache.memory is 4096.0 MiB: it takes 4448.0 MiB with the program itself, but this"
                + " machine or container has 4096.0 MiB. Set cache.memory to at most 3764.7 MiB");
  }

  @Test
  void aHeapThatIsTooSmallIsNamedWithTheOptionThatHelps() {
    assertThatIOException()
        .isThrownBy(() -> plan(8 * GB, given(GB, GB, 16 * GB)))
        .withMessage(
            "cache.memory is 8192.0 MiB: its heads and index need a heap of at least 4096.0 MiB,"
                + " but the heap is 1024.0 MiB. Set SKERRY_JAVA_OPTS='-Xmx4096m'; or leave the"
                + " heap as it is and set cache.memory to at most 2048.0 MiB");
  }

  @Test
  void allThatIsTooSmallIsNamedAtOnceAndTheAdviceIsForAll() throws IOException {
    MemoryPlan.Given small = given(GB, 16 * MB, 4 * GB);
    assertThatIOException()
        .isThrownBy(() -> plan(8 * GB, small))
        .withMessageContaining("takes 8800.0 MiB")
        .withMessageContaining("a heap of at least 4096.0 MiB")
        .withMessageContaining("of direct memory")
        .withMessageEndingWith(
            ". Set SKERRY_JAVA_OPTS='-Xmx1883m -XX:MaxDirectMemorySize=32m', cache.memory to at"
                + " most 3764.7 MiB; or leave the heap as it is and set cache.memory to at most"
                + " 2048.0 MiB");
    long most = (long) (3764.6 * MB);
    assertThat(plan(most, given(1883 * MB, 32 * MB, 4 * GB)).limit()).isEqualTo(most);
    assertThat(plan(2 * GB, given(GB, 32 * MB, 4 * GB)).limit()).isEqualTo(2 * GB);
  }

  @Test
  void objectsThatWouldNotFitAnyMoreAreNamedToo() {
    assertThatIOException()
        .isThrownBy(() -> plan(256 * MB, given(GB, GB, 128 * MB)))
        .withMessageEndingWith(
            "Set cache.memory to at most 30.1 MiB, cache.max-object to no more than that");
  }

  @Test
  void aMachineThatIsTooSmallForTheProgramIsNamedWithoutAdvice() {
    assertThatIOException()
        .isThrownBy(() -> plan(256 * MB, given(GB, GB, 64 * MB)))
        .withMessageEndingWith("has 64.0 MiB");
  }
}
