package dev.skerry.edge.config.document;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes plain data (maps, lists, text, numbers, booleans, null) as text. */
final class Rendering {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Rendering() {}

  /** As YAML in one line. */
  static String inline(Object plain) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.FLOW).setWidth(10_000).build();
    return new Dump(settings).dumpToString(plain).strip();
  }

  static String json(@Nullable Object plain) {
    return JSON.writeValueAsString(plain).replace("\r\n", "\n");
  }

  static String yaml(@Nullable Object plain) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(100).build();
    return new Dump(settings).dumpToString(plain);
  }
}
