package dev.skerry.control.data;

import dev.skerry.control.api.Reply;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as handlers' edges take them: JSON as the table API has it, and the code in a field. */
final class Refused {
  private Refused() {}

  /** One whose code says what went wrong. */
  static Reply reply(int status, String code, @Nullable String message) {
    byte[] content =
        JsonMapper.shared()
            .writeValueAsBytes(
                JsonMapper.shared()
                    .createObjectNode()
                    .put("__type", code)
                    .put("message", message == null ? code : message));
    return new Reply(status, fields(code), content);
  }

  /** What every refusal has. */
  static Fields fields(String code) {
    return Fields.of(FieldNames.CONTENT_TYPE, "application/json", DataOrigin.ERROR, code);
  }
}
