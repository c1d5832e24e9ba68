package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopThreadsTest {
  private static final Path STATUS = Path.of("/proc/thread-self/status");

  @Test
  void aBoundLoopMayUseOneProcessorAndTheNextOneTheNext() throws Exception {
    assumeTrue(Files.exists(STATUS), "this system does not tell what processors a thread may use");
    String all = processors();
    List<String> ofLoops = new ArrayList<>();
    EventLoopGroup loops = Transport.NIO.newEventLoops(3, true);
    try {
      for (EventExecutor loop : loops) {
        ofLoops.add(loop.submit(LoopThreadsTest::processors).get(10, TimeUnit.SECONDS));
      }
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
    assertThat(ofLoops).allMatch(one -> one.matches("\\d+"));
    if (!all.matches("\\d+")) {
      assertThat(ofLoops.get(1)).isNotEqualTo(ofLoops.getFirst());
    }
    assertThat(processors()).isEqualTo(all);
  }

  @Test
  void aLoopThatIsNotBoundMayUseAll() throws Exception {
    assumeTrue(Files.exists(STATUS), "this system does not tell what processors a thread may use");
    EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
    try {
      assertThat(loops.next().submit(LoopThreadsTest::processors).get(10, TimeUnit.SECONDS))
          .isEqualTo(processors());
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static String processors() throws Exception {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
