package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the documents of one kind of setting say, so that calls need not read a document that was
 * read before. Any thread.
 */
public final class KeptDocuments<T> {
  /** Documents that are remembered; at one more, all are read anew. */
  private static final int MOST = 200;

  private final Function<XmlNode, T> reading;
  private final Map<Long, Read<T>> read = new ConcurrentHashMap<>();

  /** None are kept yet; what a document is read to. */
  public KeptDocuments(Function<XmlNode, T> reading) {
    this.reading = reading;
  }

  private record Read<T>(Octets octets, T said) {}

  /** What a setting of a bucket says. */
  public T of(Bucket bucket, Setting setting) {
    Read<T> known = read.get(bucket.number());
    if (known != null && known.octets.equals(setting.octets())) {
      return known.said;
    }
    T said = reading.apply(XmlReader.read(setting.octets().octets()));
    if (read.size() >= MOST) {
      read.clear();
    }
    read.put(bucket.number(), new Read<>(setting.octets(), said));
    return said;
  }
}
