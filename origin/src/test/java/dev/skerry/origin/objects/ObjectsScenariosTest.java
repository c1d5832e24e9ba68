package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Position;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.row.Octets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What buckets, uploads and deletions answer. */
class ObjectsScenariosTest {
  @TempDir private Path folder;
  private StoreUnderTest store;
  private ObjectStore objects;
  private Bucket bucket;

  @BeforeEach
  void open() {
    store = new StoreUnderTest(folder, 100);
    objects = store.objects();
    bucket = store.bucket("bucket");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void refused(ObjectsError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObjectsException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  private UploadId upload(String key, Encryption encryption) {
    return objects
        .uploads()
        .create(bucket, new NewUpload(key, "me", "me", Traits.PLAIN, encryption, null))
        .id();
  }

  private Completion.Named part(UploadId id, int number, byte[] octets, Sealing sealing) {
    String etag = StoreUnderTest.md5(octets);
    try (Received received = store.receive(octets, sealing)) {
      Part part =
          objects.uploads().putPart(bucket, "key", id, new NewPart(number, etag, null), received);
      return new Completion.Named(part.number(), part.etag(), null);
    }
  }

  @Test
  void aNameIsOneBucketsAndItsOwnerIsToldSo() {
    refused(ObjectsError.BUCKET_ALREADY_OWNED_BY_YOU, () -> store.bucket("bucket"));
    NewBucket others = new NewBucket("bucket", "other", "r", false, Map.of());
    refused(ObjectsError.BUCKET_ALREADY_EXISTS, () -> objects.buckets().create(others));
  }

  @Test
  void anOwnersBucketsAreListedInPages() {
    for (String name : List.of("b-3", "b-1", "b-2", "c-1")) {
      store.bucket(name);
    }
    objects.buckets().create(new NewBucket("b-4", "other", "r", false, Map.of()));
    Buckets.Page first = objects.buckets().list(StoreUnderTest.OWNER, "b-", "", 2);
    assertThat(first.buckets()).extracting(Bucket::name).containsExactly("b-1", "b-2");
    assertThat(first.next()).isEqualTo("b-2");
    Buckets.Page second = objects.buckets().list(StoreUnderTest.OWNER, "b-", "b-2", 2);
    assertThat(second.buckets()).extracting(Bucket::name).containsExactly("b-3");
    assertThat(second.next()).isNull();
    assertThat(objects.buckets().list(StoreUnderTest.OWNER, "b-", "c", 2).buckets()).isEmpty();
  }

  @Test
  void aBucketIsDeletedWhenNothingIsInItAndItsNameBeginsAnew() {
    store.put(bucket, "key", new byte[1]);
    refused(ObjectsError.BUCKET_NOT_EMPTY, () -> objects.buckets().delete(bucket));
    objects.deletes().delete(bucket, Deletion.of("key"), "me");
    objects.settings().set(bucket, "cors", Octets.of("all"));
    objects.buckets().delete(bucket);
    refused(ObjectsError.NO_SUCH_BUCKET, () -> store.put(bucket, "key", new byte[1]));
    Bucket again = store.bucket("bucket");
    assertThat(objects.settings().all(again)).isEmpty();
    refused(ObjectsError.NO_SUCH_BUCKET, () -> store.put(bucket, "key", new byte[1]));
  }

  @Test
  void uploadsThatGoOnInADeletedBucketEndAndLeaveNothing() {
    UploadId id = upload("key", Encryption.NONE);
    Completion.Named one = part(id, 1, new byte[500], Sealing.NONE);
    UploadId other = upload("key", Encryption.NONE);
    objects.buckets().delete(bucket);
    refused(
        ObjectsError.NO_SUCH_BUCKET,
        () -> objects.uploads().complete(bucket, "key", id, Completion.of(List.of(one))));
    int steps = 0;
    while (objects.uploads().removeAbandoned()) {
      steps++;
    }
    assertThat(steps).isEqualTo(3);
    refused(ObjectsError.NO_SUCH_UPLOAD, () -> objects.uploads().find(bucket, "key", other));
    boolean _ = objects.contents().removal().step();
    assertThat(store.files()).isEmpty();
  }

  @Test
  void settingsAreKeptByKindAndCountTheirChanges() {
    objects.settings().set(bucket, "cors", Octets.of("one"));
    Setting changed = objects.settings().set(bucket, "cors", Octets.of("two"));
    assertThat(changed.version()).isEqualTo(2);
    objects.settings().set(bucket, "policy", Octets.of("p"));
    assertThat(objects.settings().all(bucket)).containsOnlyKeys("cors", "policy");
    objects.settings().delete(bucket, "cors");
    assertThat(objects.settings().find(bucket, "cors")).isNull();
  }

  @Test
  void keysHaveOneTo1024Octets() {
    store.put(bucket, "é".repeat(512), new byte[1]);
    refused(ObjectsError.KEY_TOO_LONG, () -> store.put(bucket, "é".repeat(512) + "a", new byte[1]));
    refused(ObjectsError.INVALID_KEY, () -> store.put(bucket, "", new byte[1]));
    refused(ObjectsError.INVALID_KEY, () -> store.put(bucket, "\uD83D", new byte[1]));
  }

  @Test
  void anUploadIsCompletedOfItsPartsAsTheyAre() {
    UploadId id = upload("key", Encryption.NONE);
    byte[] large = new byte[500];
    Arrays.fill(large, (byte) 1);
    part(id, 2, new byte[3], Sealing.NONE);
    Completion.Named two = part(id, 2, large, Sealing.NONE);
    Completion.Named one = part(id, 1, new byte[7], Sealing.NONE);
    Completion.Named left = part(id, 9, new byte[900], Sealing.NONE);
    Uploads uploads = objects.uploads();
    refused(
        ObjectsError.INVALID_PART_ORDER,
        () -> uploads.complete(bucket, "key", id, Completion.of(List.of(two, one))));
    refused(
        ObjectsError.INVALID_PART,
        () ->
            uploads.complete(
                bucket,
                "key",
                id,
                Completion.of(List.of(new Completion.Named(1, two.etag(), null)))));
    refused(
        ObjectsError.BAD_DIGEST,
        () ->
            uploads.complete(
                bucket,
                "key",
                id,
                new Completion(
                    List.of(one),
                    8L,
                    WriteCondition.NONE,
                    (upload, parts) -> null,
                    traits -> traits)));
    refused(
        ObjectsError.NO_SUCH_UPLOAD,
        () -> uploads.complete(bucket, "other", id, Completion.of(List.of(one))));
    Uploads.Completed completed =
        uploads.complete(bucket, "key", id, Completion.of(List.of(one, two)));
    assertThat(completed.etag()).endsWith("-2");
    byte[] all = new byte[507];
    Arrays.fill(all, 7, 507, (byte) 1);
    assertThat(store.read(bucket, "key", null)).isEqualTo(all);
    try (Lookup lookup = objects.reads().open(bucket, "key", null)) {
      assertThat(lookup).isInstanceOf(Lookup.Open.class);
      if (lookup instanceof Lookup.Open open) {
        assertThat(objects.reads().parts(open))
            .containsExactly(
                new ObjectReads.PartOf(1, 0, 7, null), new ObjectReads.PartOf(2, 7, 500, null));
      }
    }
    assertThat(left.number()).isEqualTo(9);
    boolean _ = objects.contents().removal().step();
    assertThat(store.files()).as("the part that was left out").hasSize(1);
    store.time.advance(Duration.ofDays(2));
    assertThat(uploads.forget()).isFalse();
    refused(
        ObjectsError.NO_SUCH_UPLOAD,
        () -> uploads.complete(bucket, "key", id, Completion.of(List.of(one, two))));
  }

  @Test
  void aPartThatComesAfterTheAbortIsRefusedAndItsFileGone() {
    UploadId id = upload("key", Encryption.NONE);
    part(id, 1, new byte[500], Sealing.NONE);
    objects.uploads().abort(bucket, "key", id);
    refused(ObjectsError.NO_SUCH_UPLOAD, () -> part(id, 2, new byte[500], Sealing.NONE));
    boolean _ = objects.contents().removal().step();
    assertThat(store.files()).isEmpty();
  }

  @Test
  void manyPartsAreListedInPagesAndReadFromAnyOffset() {
    UploadId id = upload("key", Encryption.STORE);
    List<Completion.Named> named = new ArrayList<>();
    byte[] all = new byte[1_200];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
      named.add(part(id, i + 1, new byte[] {(byte) i}, Sealing.STORE));
    }
    Uploads.Parts page = objects.uploads().parts(bucket, "key", id, 1_100, 50);
    assertThat(page.more()).isTrue();
    assertThat(page.parts()).hasSize(50).first().extracting(Part::number).isEqualTo(1_101);
    objects.uploads().complete(bucket, "key", id, Completion.of(named));
    try (Lookup lookup = objects.reads().open(bucket, "key", null)) {
      assertThat(lookup).isInstanceOf(Lookup.Open.class);
      if (lookup instanceof Lookup.Open open) {
        for (int from : List.of(0, 499, 500, 999, 1_000, 1_199)) {
          assertThat(StoreUnderTest.octets(open.content(), from, 1_200 - from, Sealing.NONE))
              .isEqualTo(Arrays.copyOfRange(all, from, 1_200));
          assertThat(objects.reads().part(open, from + 1))
              .isEqualTo(new ObjectReads.PartOf(from + 1, from, 1, null));
        }
        assertThat(objects.reads().part(open, 1_201)).isNull();
      }
    }
  }

  @Test
  void aCopyIsEncryptedAsItIsToBe() {
    byte[] octets = new byte[70_000];
    store.put(bucket, "plain", octets);
    Sealing customer = new Sealing.Customer(Octets.owning(new byte[32]));
    String etag = StoreUnderTest.md5(octets);
    Draft draft = new Draft("me", Traits.PLAIN, etag, null, Encryption.customer("digest"));
    try (Lookup lookup = objects.reads().open(bucket, "plain", null)) {
      assertThat(lookup).isInstanceOf(Lookup.Open.class);
      if (lookup instanceof Lookup.Open open) {
        objects.copies().copy(Target.of(bucket, "sealed"), draft, open, Sealing.NONE, customer);
        objects
            .copies()
            .copy(
                Target.of(bucket, "same"),
                Draft.of("me", Traits.PLAIN, etag),
                open,
                Sealing.NONE,
                Sealing.NONE);
      }
    }
    assertThat(store.files()).as("one is a reference").hasSize(2);
    try (Lookup lookup = objects.reads().open(bucket, "sealed", null)) {
      assertThat(lookup).isInstanceOf(Lookup.Open.class);
      if (lookup instanceof Lookup.Open open) {
        assertThat(StoreUnderTest.octets(open.content(), 0, 70_000, customer)).isEqualTo(octets);
      }
    }
  }

  @Test
  void ofManyDeletionsTheRefusedOnesKeepNoOtherFromBeingDone() {
    Bucket versioned = objects.buckets().setVersioning(bucket, Versioning.ENABLED);
    Bucket locking = objects.buckets().enableLock(versioned);
    refused(
        ObjectsError.INVALID_BUCKET_STATE,
        () -> objects.buckets().setVersioning(locking, Versioning.SUSPENDED));
    ObjectVersion kept = store.put(locking, "kept", new byte[1]);
    objects.writes().setLegalHold(locking, "kept", kept.id(), true);
    ObjectVersion other = store.put(locking, "other", new byte[1]);
    DeleteCondition wrong = new DeleteCondition("wrong", null, null);
    List<Deleted> results =
        objects
            .deletes()
            .deleteAll(
                locking,
                List.of(
                    Deletion.of("kept", kept.id()),
                    new Deletion("other", other.id(), wrong, false),
                    Deletion.of("other", other.id()),
                    Deletion.of("none", other.id()),
                    Deletion.of("none")),
                "me");
    assertThat(results.get(0)).isInstanceOf(Deleted.Refused.class);
    assertThat(results.get(1)).isInstanceOf(Deleted.Refused.class);
    assertThat(results.get(2)).isEqualTo(new Deleted.Done(other, null));
    assertThat(results.get(3)).isEqualTo(new Deleted.Done(null, null));
    assertThat(results.get(4))
        .isInstanceOfSatisfying(Deleted.Done.class, done -> assertThat(done.marker()).isNotNull());
  }

  @Test
  void eachChangeIsToldInTheOrderOfTheCommits() {
    store.put(bucket, "key", new byte[3]);
    objects.writes().setTags(bucket, "key", null, List.of(new Tag("a", "b")));
    objects.deletes().delete(bucket, Deletion.of("key"), "me");
    objects.deletes().delete(bucket, Deletion.of("key"), "me");
    List<ObjectChange> changes = changes();
    assertThat(changes)
        .extracting(ObjectChange::kind)
        .containsExactly(
            ObjectChange.Kind.BUCKET,
            ObjectChange.Kind.PUT,
            ObjectChange.Kind.TAGS,
            ObjectChange.Kind.DELETE);
    assertThat(changes).allMatch(change -> change.bucket().equals("bucket") && change.latest());
    assertThat(changes.subList(1, 4)).extracting(ObjectChange::size).containsOnly(3L);
  }

  private List<ObjectChange> changes() {
    return store.engine().feed().follow(ObjectChange.TOPIC, Position.START, 100).entries().stream()
        .map(entry -> ObjectChange.decode(entry.octets()))
        .toList();
  }

  @Test
  void whatABucketsSitesAnswerByIsToldWhenItChanges() {
    objects.settings().set(bucket, BucketSettings.WEBSITE, Octets.of("one"));
    objects.settings().set(bucket, BucketSettings.WEBSITE, Octets.of("one"));
    objects.settings().set(bucket, "cors", Octets.of("rules"));
    objects.settings().delete(bucket, "cors");
    assertThat(changes()).hasSize(2);
    objects.settings().set(bucket, BucketSettings.WEBSITE, Octets.of("two"));
    objects.settings().delete(bucket, BucketSettings.WEBSITE);
    objects.settings().delete(bucket, BucketSettings.WEBSITE);
    objects.buckets().delete(bucket);
    assertThat(changes())
        .hasSize(5)
        .allSatisfy(
            change -> {
              assertThat(change.kind()).isEqualTo(ObjectChange.Kind.BUCKET);
              assertThat(change.bucket()).isEqualTo("bucket");
              assertThat(change.bucketNumber()).isEqualTo(bucket.number());
              assertThat(change.key()).isEmpty();
              assertThat(change.latest()).isTrue();
            });
  }
}
