package dev.skerry.control;

import dev.skerry.origin.objects.ListPage;
import dev.skerry.origin.objects.ListQuestion;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.s3.InHouse;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.transfer.TransferException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of the object store for exports and imports of tables: each use of one is a call to
 * S3 by the account whose the table is.
 */
final class ObjectBuckets implements BucketAccess {
  private static final int PAGE = 100;

  private final InHouse s3;

  ObjectBuckets(InHouse s3) {
    this.s3 = s3;
  }

  private static InHouse.Use use(Place place) {
    return new InHouse.Use(place.account(), place.bucket(), place.owner());
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public String write(Place place, String key, byte[] octets) {
    return asked(() -> s3.put(use(place), key, octets, true));
  }

  @Override
  public List<Listed> list(Place place, String prefix, @Nullable String after) {
    ListQuestion question =
        ListQuestion.first(PAGE)
            .under(prefix)
            .after(after == null ? null : ListQuestion.Position.behind(after));
    while (true) {
      ListQuestion next = question;
      ListPage<ObjectVersion> page = asked(() -> s3.list(use(place), next));
      if (!page.items().isEmpty() || page.next() == null) {
        return page.items().stream()
            .map(object -> new Listed(object.key(), object.body().size(), object.body().etag()))
            .toList();
      }
      question = question.after(page.next());
    }
  }

  @Override
  public InputStream read(Place place, String key) {
    return new ObjectInput(asked(() -> s3.get(use(place), key)));
  }

  /** What S3 refuses ends a transfer, under S3's code; what it fails to do is tried again. */
  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      if (e.error().status() >= 500) {
        throw e;
      }
      throw new TransferException("S3" + e.error().code(), String.valueOf(e.getMessage()));
    } catch (ContentException e) {
      if (e.kind() == ContentException.Kind.WRONG_KEY) {
        throw TransferException.accessDenied();
      }
      throw e;
    }
  }
}
