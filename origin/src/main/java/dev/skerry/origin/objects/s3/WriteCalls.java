package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Draft;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.Target;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.WriteCondition;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.s3.head.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes of objects in one piece. */
final class WriteCalls {
  private final Scene scene;
  private final Defaults defaults;

  WriteCalls(Scene scene) {
    this.scene = scene;
    this.defaults = new Defaults(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.PUT_OBJECT, this::put);
  }

  private S3Reply put(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    NewObject made = made(scene, ask, rights);
    WriteCondition condition = Conditions.ofWrite(ask.fields());
    Traits traits = defaults.locked(bucket, made.in(NewTraits.of(ask, bucket)), ask.now());
    SealingFields.Asked sealing = defaults.sealing(ask, bucket);
    Intake intake = Intake.of(ask);
    LockFields.requireChecked(ask, intake);
    try (Received received = Receiving.all(intake, scene.store().contents(), sealing.sealing())) {
      Draft draft =
          new Draft(
              made.owner(),
              traits,
              intake.etag(),
              Receiving.checksum(intake),
              sealing.encryption());
      ObjectVersion object =
          scene.store().writes().put(Target.of(bucket, ask.key()).when(condition), draft, received);
      Fields fields = written(bucket, object);
      scene.expirations().tell(bucket, object, fields);
      return S3Reply.empty(200, fields);
    }
  }

  /** Whose the object of a write will be, once all that its fields ask for may be done. */
  static NewObject made(Scene scene, Ask ask, Rights rights) {
    // Fields that make no sense are told to nobody who may not write at all.
    rights.require("s3:PutObject", Subject.of(ask.key()).sending(() -> sentTags(ask)));
    return NewObject.of(
        ask, rights, scene.asked(ask), sentTags(ask), LockFields.of(ask, rights.bucket()));
  }

  private static List<Tag> sentTags(Ask ask) {
    return TagSet.of(ask.field(NewTraits.TAGGING));
  }

  /** What is told of an object that was written. */
  static Fields written(Bucket bucket, ObjectVersion object) {
    Fields fields = new Fields();
    fields.add(FieldNames.ETAG, ObjectHead.quoted(object.body().etag()));
    ObjectHead.version(bucket, object.id(), fields);
    ObjectHead.checksum(object.body().checksum(), fields);
    SealingFields.tell(object.body().encryption(), fields);
    return fields;
  }
}
