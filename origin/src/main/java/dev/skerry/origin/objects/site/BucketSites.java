package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.s3.KeptDocuments;
import dev.skerry.origin.objects.s3.S3Reply;
import dev.skerry.origin.objects.s3.Sealings;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.setting.WebsiteDocument;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Buckets as origins of sites. May be used by any thread; its calls block.
 *
 * <p>Each answer has, in {@code surrogate-key}, a tag of each key whose change would change it, one
 * at least; all tags of a bucket begin with {@code ObjectTags.prefix}, so that a change of the
 * bucket itself finds them. What has no lifetime of its own may be stored until it is purged; what
 * tells of a failure is not stored.
 */
public final class BucketSites {
  private static final Logger log = LoggerFactory.getLogger(BucketSites.class);

  private final ObjectStore store;
  private final Sealings sealings;
  private final InstantSource clock;
  private final KeptDocuments<WebsiteDocument> documents = new KeptDocuments<>(WebsiteDocument::of);
  private final MissingBuckets missing = new MissingBuckets();

  /**
   * Sites of all buckets of a store, which stays the caller's.
   *
   * @param sealings opens what is encrypted under named keys
   */
  public BucketSites(ObjectStore store, Sealings sealings, InstantSource clock) {
    this.store = store;
    this.sealings = sealings;
    this.clock = clock;
  }

  /**
   * Answers a request of an edge for a path of a bucket. Its query says nothing.
   *
   * @param head its path is of the bucket alone; stays the caller's
   * @param bucket its name, of a bucket that need not be there
   */
  public S3Reply answer(Request head, String bucket) {
    Tags tags = new Tags(bucket);
    S3Reply reply;
    try {
      reply = reply(head, bucket, tags);
    } catch (EngineException.Unsupported e) {
      throw e;
    } catch (EngineException e) {
      reply = Plain.failure(head, 503, "The bucket cannot be read now.");
    } catch (ContentException e) {
      Level level = e.passes() ? Level.DEBUG : Level.WARN; // what passes, the depot tells once
      log.atLevel(level).log("bucket {} cannot answer {}: {}", bucket, head.path(), e.getMessage());
      reply = Plain.failure(head, e.passes() ? 503 : 500, "The object cannot be read.");
    }
    tags.tell(reply.fields());
    return reply;
  }

  /**
   * A failure of the server that no bucket has seen, as a reply.
   *
   * @param status 400 to 599
   * @param text a sentence
   */
  public static S3Reply failure(Request head, int status, String text) {
    return Plain.failure(head, status, text);
  }

  /** Whether sites answer a method at all; {@link #wrongMethod} is the answer where not. */
  public static boolean answers(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** What is answered, whatever the bucket, to a method that only reads none. */
  public static S3Reply wrongMethod(Request head) {
    S3Reply refused = Plain.failure(head, 405, "A bucket's site answers GET and HEAD.");
    refused.fields().set(FieldNames.ALLOW, "GET, HEAD");
    return refused;
  }

  /** The buckets that were asked for and not there, when they were asked for last; sorted. */
  public List<String> missing() {
    return missing.names();
  }

  private S3Reply reply(Request head, String name, Tags tags) {
    if (!answers(head.method())) {
      return wrongMethod(head);
    }
    if (!head.path().startsWith("/")) {
      return Plain.failure(head, 400, "The path does not begin with a slash.");
    }
    String key;
    try {
      key = PercentCoding.decodePath(head.path().substring(1));
    } catch (S3Exception e) {
      return Plain.failure(head, 400, "The path is not percent-encoded UTF-8.");
    }
    Bucket bucket = store.buckets().find(name);
    missing.looked(name, bucket != null);
    if (bucket == null) {
      Fields fields = new Fields();
      Lifetime.untilPurged(fields);
      return Plain.text(head, 404, fields, "There is no bucket " + name + ".");
    }
    return new Visit(store, sealings, bucket, site(bucket), head, clock.instant(), tags)
        .answer(key);
  }

  private Site site(Bucket bucket) {
    Setting setting = store.settings().find(bucket, Site.KIND);
    return setting == null ? Site.UNCONFIGURED : Site.of(documents.of(bucket, setting));
  }
}
