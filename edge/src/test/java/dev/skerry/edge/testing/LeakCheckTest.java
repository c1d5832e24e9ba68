package dev.skerry.edge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeakCheckTest {
  @Test
  void aLostBufferIsFound() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    logger.setAdditive(false); // no LEAK: line in the output of a build that leaks nothing
    try {
      lose();
      assertThat(LeakCheck.find()).singleElement().asString().startsWith("LEAK:");
    } finally {
      logger.setAdditive(true);
    }
  }

  @Test
  void aReleasedBufferIsNone() throws Exception {
    PooledByteBufAllocator.DEFAULT.buffer(8).release();
    assertThat(LeakCheck.find()).isEqualTo(List.of());
  }

  private static void lose() {
    int ignored = PooledByteBufAllocator.DEFAULT.buffer(8).writeInt(1).readableBytes();
    assertThat(ignored).isEqualTo(4);
  }
}
