package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneNameTest {
  @Test
  void aNameIsKeptUntilItIsTakenAway(@TempDir Path folder) {
    try (RocksEngine engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")))) {
      String name = ControlPlaneName.of(engine);
      assertThat(ControlPlaneName.of(engine)).isEqualTo(name).matches("[0-9a-f]{32}");
      ControlPlaneName.forget(engine);
      assertThat(ControlPlaneName.of(engine)).isNotEqualTo(name);
    }
  }
}
