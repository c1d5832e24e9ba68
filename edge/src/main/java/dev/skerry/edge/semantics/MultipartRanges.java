package dev.skerry.edge.semantics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame around several parts in one 206: {@code multipart/byteranges} (RFC 9110 §14.6).
 *
 * @param boundary a token that does not occur in the content; chosen at random by the caller
 * @param contentType of the representation, or null if it has none
 * @param completeLength of the representation, -1 if unknown
 */
public record MultipartRanges(String boundary, @Nullable String contentType, long completeLength) {

  /** The {@code Content-Type} of the response. */
  public String responseType() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  /**
   * What stands before a part, its header section included; ASCII but for the content type's bytes.
   */
  public String partHead(ByteRange part, boolean isFirst) {
    StringBuilder head = new StringBuilder(160);
    head.append(isFirst ? "--" : "\r\n--").append(boundary).append("\r\n");
    if (contentType != null) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
    }
    return head.append("Content-Range: ")
        .append(part.contentRange(completeLength))
        .append("\r\n\r\n")
        .toString();
  }

  /** What stands after the last part. */
  public String end() {
    return "\r\n--" + boundary + "--\r\n";
  }

  /** The length of the whole content. */
  public long contentLength(List<ByteRange> parts) {
    long length = end().length();
    for (int i = 0; i < parts.size(); i++) {
      length += partHead(parts.get(i), i == 0).length() + parts.get(i).length();
    }
    return length;
  }
}
