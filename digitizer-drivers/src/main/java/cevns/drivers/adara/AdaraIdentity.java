package cevns.drivers.adara;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What the stream is, learnt from its packets one by one. */
final class AdaraIdentity {

    /** The pulse id is a time in whole nanoseconds, kept to 1 µs. */
    private static final long TICK_FS = 1_000_000;

    private static final long RESOLUTION_NS = 1000;
    private static final int COUNTER_BITS = 64;

    private final String name;
    private final AdaraOptions options;
    private String model = "ADARA";
    private String beamline = "";
    private int targetStation;
    private long run = -1;
    private boolean simulated;

    AdaraIdentity(String name, AdaraOptions options) {
        this.name = name;
        this.options = options;
    }

    /** Takes the instrument; true if that is news. */
    boolean beamline(BeamlineInfo info) {
        String said = info.longName().isEmpty() ? info.shortName() : info.longName();
        String model = said.isEmpty() ? "ADARA" : said;
        boolean news =
                !model.equals(this.model)
                        || !info.id().equals(beamline)
                        || info.station() != targetStation;
        this.model = model;
        beamline = info.id();
        targetStation = info.station();
        return news;
    }

    /** Takes that this is an emulator; true if that is news. */
    boolean simulated() {
        boolean news = !simulated;
        simulated = true;
        return news;
    }

    /** Takes the number of the facility's run; true if that is news. */
    boolean run(long number) {
        boolean news = number != run;
        run = number;
        return news;
    }

    SourceInfo info(List<ChannelInfo> channels) {
        return new SourceInfo(
                name,
                AdaraFamily.NAME,
                model,
                beamline,
                "",
                simulated,
                EpicsTime.EPOCH_UNIX_NS,
                RESOLUTION_NS,
                TICK_FS,
                COUNTER_BITS,
                channels,
                settings());
    }

    private String settings() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("host", options.host());
            json.writeNumberField("port", options.port());
            json.writeNumberField("helloVersion", options.helloVersion());
            json.writeNumberField("helloFlags", options.helloFlags());
            json.writeNumberField("startSeconds", options.startSeconds());
            json.writeStringField(
                    "chargeAssociation", options.association().name().toLowerCase(Locale.ROOT));
            if (targetStation > 0) {
                json.writeNumberField("targetStation", targetStation);
            }
            if (run >= 0) {
                json.writeNumberField("facilityRun", run);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
