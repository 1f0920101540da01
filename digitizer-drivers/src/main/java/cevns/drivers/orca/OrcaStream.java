package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.fcio.FaultListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/**
 * The records of an ORCA stream, each to the class that reads its kind, by the id table of the last
 * header. Records of other kinds are skipped and counted by the name of their decoder.
 */
final class OrcaStream {

    /** How many records of ids that no header names may follow each other. */
    private static final int UNLISTED_BELIEVED = 1;

    /** Where the records with one id go. */
    private static final class Route {
        private final int id;
        private final String decoder;
        private final OrcaReader reader;
        private final long[] count;

        Route(int id, String decoder, OrcaReader reader, long[] count) {
            this.id = id;
            this.decoder = decoder;
            this.reader = reader;
            this.count = count;
        }
    }

    private final FaultListener faults;
    private final Map<String, OrcaReader> byDecoder = new TreeMap<>();
    private final List<OrcaReader> readers = new ArrayList<>();
    private final SortedMap<String, long[]> counts = new TreeMap<>();
    private Route[] routes = {};
    private int unlisted;
    private long timeNs;

    OrcaStream(OrcaOptions options, SourceSinks sinks, FaultListener faults) {
        this.faults = faults;
        add(new OrcaRun(readers, faults), OrcaRun.DECODERS);
        add(new FcioReader(options, sinks, faults), FcioReader.DECODERS);
        add(new FlashCamReader(options, sinks, faults), FlashCamReader.DECODERS);
        add(new Sis3302Reader(options, sinks, faults), Sis3302Reader.DECODERS);
        add(new Sis3316Reader(options, sinks, faults), Sis3316Reader.DECODERS);
    }

    /**
     * Takes a whole record.
     *
     * @return false when it cannot be one: the framing is lost
     */
    boolean take(OrcaRecord record, long offset) {
        int id = record.id();
        if (id == OrcaFrame.HEADER_ID) {
            header(record, offset);
            unlisted = 0;
            return true;
        }
        Route route = route(id);
        if (route == null) {
            return unlisted(id, offset);
        }
        unlisted = 0;
        route.count[0]++;
        if (route.reader != null) {
            route.reader.take(route.decoder, record, offset);
            long readerNs = route.reader.timeNs();
            timeNs = readerNs == 0 ? timeNs : readerNs;
        }
        return true;
    }

    /** The stream ends in a record; at least its first word is there. */
    void cut(OrcaRecord record) {
        Route route = route(record.id());
        if (route != null && route.reader != null) {
            route.reader.cut(route.decoder, record);
        }
    }

    /** Each source has lost what nobody can count. */
    void lost(LossCause cause) {
        readers.forEach(reader -> reader.lost(cause));
    }

    /** Data time of the last record [ns since the Unix epoch]; 0 before. */
    long timeNs() {
        return timeNs;
    }

    /** Records so far by the name of their decoder. */
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach(
                (decoder, count) -> {
                    if (count[0] > 0) {
                        all.put(decoder, count[0]);
                    }
                });
        return all;
    }

    /** Nothing more will come: the last status of each source. */
    void end() {
        readers.forEach(OrcaReader::end);
    }

    private void header(OrcaRecord record, long offset) {
        count("header")[0]++;
        OrcaHeader header = OrcaHeader.none();
        try {
            header = OrcaHeader.of(record);
        } catch (XMLStreamException e) {
            String what = "header is no property list: " + e.getMessage();
            faults.fault(FrameFault.VALUE, offset, what);
        }
        routes =
                header.decoders().entrySet().stream()
                        .map(entry -> route(entry.getKey(), entry.getValue()))
                        .toArray(Route[]::new);
        for (OrcaReader reader : readers) {
            reader.header(header);
        }
    }

    /** A record of an id that the header does not name. */
    private boolean unlisted(int id, long offset) {
        if (++unlisted > UNLISTED_BELIEVED && routes.length > 0) {
            unlisted = 0;
            return false;
        }
        String name = String.format("id 0x%X", id);
        count(name)[0]++;
        String what = name + " is not in the id table of the header";
        faults.fault(FrameFault.UNKNOWN_TYPE, offset, what);
        lost(LossCause.CORRUPT);
        return true;
    }

    private Route route(int id) {
        for (Route route : routes) {
            if (route.id == id) {
                return route;
            }
        }
        return null;
    }

    private Route route(int id, String decoder) {
        return new Route(id, decoder, byDecoder.get(decoder), count(decoder));
    }

    private long[] count(String name) {
        return counts.computeIfAbsent(name, key -> new long[1]);
    }

    private void add(OrcaReader reader, String... decoders) {
        readers.add(reader);
        Arrays.stream(decoders).forEach(decoder -> byDecoder.put(decoder, reader));
    }
}
