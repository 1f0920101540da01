package cevns.web.epics;

import java.time.Instant;
import java.util.Objects;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAAlarm;
import org.epics.pva.data.nt.PVADisplay;
import org.epics.pva.data.nt.PVAEnum;
import org.epics.pva.data.nt.PVAScalar;
import org.epics.pva.data.nt.PVATimeStamp;
import org.epics.pva.server.PVAServer;
import org.epics.pva.server.ServerPV;

/** One variable at a server: a normative type with value, alarm and time. */
final class Variable implements AutoCloseable {

    /** What it tells. */
    private record Told(double value, Alarm alarm, long timeNs) {}

    private final PVAStructure data;
    private final ServerPV served;
    private Told told;

    private Variable(PVAServer server, String name, PVAStructure data) {
        this.data = data;
        served = server.createPV(name, data);
    }

    /** A number, {@code epics:nt/NTScalar:1.0}, undefined at first. */
    static Variable number(PVAServer server, String prefix, Quantity quantity) {
        try {
            return new Variable(
                    server,
                    prefix + quantity.name(),
                    PVAScalar.doubleScalarBuilder(Double.NaN)
                            .name(prefix + quantity.name())
                            .description(new PVAString("description", quantity.description()))
                            .alarm(alarm(Alarm.UNDEFINED))
                            .timeStamp(new PVATimeStamp(Instant.EPOCH))
                            .display(
                                    new PVADisplay(
                                            0,
                                            0,
                                            quantity.description(),
                                            quantity.unit(),
                                            quantity.digits(),
                                            PVADisplay.Form.DEFAULT))
                            .build());
        } catch (Exception e) { // of names that the library gives itself
            throw new IllegalStateException(quantity.name(), e);
        }
    }

    /** One of several words, {@code epics:nt/NTEnum:1.0}, undefined at first. */
    static Variable choice(PVAServer server, String name, String[] words) {
        return new Variable(
                server,
                name,
                new PVAStructure(
                        name,
                        "epics:nt/NTEnum:1.0",
                        new PVAEnum("value", 0, words),
                        alarm(Alarm.UNDEFINED),
                        new PVATimeStamp(Instant.EPOCH)));
    }

    private static PVAAlarm alarm(Alarm alarm) {
        return new PVAAlarm(alarm.severity(), alarm.status(), alarm.message());
    }

    /**
     * Tells a value, if it is another one, or its alarm or time is.
     *
     * @param value a number, or the index of a word
     * @param timeNs [ns since the Unix epoch]
     */
    void tell(double value, Alarm alarm, long timeNs) {
        Told next = new Told(value, alarm, timeNs);
        if (next.equals(told)) {
            return;
        }
        told = next;
        if (data.get("value") instanceof PVADouble number) {
            number.set(value);
        } else {
            PVAStructure choice = data.get("value");
            PVAInt index = Objects.requireNonNull(choice.get("index"));
            index.set((int) value);
        }
        PVAAlarm.getAlarm(data).set(alarm.severity(), alarm.status(), alarm.message());
        PVATimeStamp.set(data, Instant.ofEpochSecond(0, timeNs));
        try {
            served.update(data);
        } catch (Exception e) { // the library declares no other; the type is what it was
            throw new IllegalStateException(served.getName(), e);
        }
    }

    /** Keeps the last value and says that it is old. */
    void stale(long sinceNs) {
        if (told != null && !told.alarm().equals(Alarm.UNDEFINED)) {
            tell(told.value(), Alarm.STALE, sinceNs);
        }
    }

    /** Takes it from the server; who was connected is told. */
    @Override
    public void close() {
        served.close();
    }
}
