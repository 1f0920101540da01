package cevns.web.dashboard;

import cevns.analysis.monitor.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/** JSON of a snapshot by its definition: keys are components, NaN and null are null. */
final class SnapshotText {

    private SnapshotText() {}

    static byte[] of(Snapshot snapshot) {
        return ((JsonObject) json(snapshot)).toBuffer().appendString("\n").getBytes();
    }

    private static Object json(Object value) {
        if (value instanceof Record record) {
            JsonObject object = new JsonObject();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                try {
                    object.put(component.getName(), json(component.getAccessor().invoke(record)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, of) -> object.put(key.toString(), json(of)));
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(of -> array.add(json(of)));
            return array;
        }
        if (value instanceof long[] counts) {
            JsonArray array = new JsonArray();
            for (long count : counts) {
                array.add(count);
            }
            return array;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}
