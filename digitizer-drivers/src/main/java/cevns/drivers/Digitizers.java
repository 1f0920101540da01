package cevns.drivers;

import cevns.daq.config.SourceConfig;
import cevns.drivers.adara.AdaraFamily;
import cevns.drivers.bridge.BridgeFamily;
import cevns.drivers.compass.CompassFamily;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.dig2.Dig2Family;
import cevns.drivers.epics.EpicsFamily;
import cevns.drivers.fcio.FcioFamily;
import cevns.drivers.orca.OrcaFamily;
import cevns.drivers.sis3316.Sis3316Family;
import cevns.drivers.slowcontrol.cryomech.CryomechFamily;
import cevns.drivers.slowcontrol.lakeshore.LakeShore218Family;
import cevns.drivers.slowcontrol.lakeshore.LakeShore336Family;
import cevns.drivers.slowcontrol.n1470.N1470Family;
import cevns.drivers.slowcontrol.nmea.NmeaFamily;
import cevns.drivers.slowcontrol.shq.ShqFamily;
import cevns.drivers.slowcontrol.tpg.TpgFamily;
import cevns.drivers.wavedump.WaveDumpFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The families of devices that we can read. An explicit list: it is worth reading. */
public final class Digitizers {

    private static final int HEAD_BYTES = 64 * 1024;

    private static final List<Family> FAMILIES =
            List.of(
                    new Dig2Family(),
                    new BridgeFamily(),
                    new AdaraFamily(),
                    new EpicsFamily(),
                    new FcioFamily(),
                    new OrcaFamily(),
                    new Sis3316Family(),
                    new CompassFamily(),
                    new WaveDumpFamily(),
                    new N1470Family(),
                    new ShqFamily(),
                    new LakeShore218Family(),
                    new LakeShore336Family(),
                    new TpgFamily(),
                    new CryomechFamily(),
                    new NmeaFamily());

    private Digitizers() {}

    /** All families. */
    public static List<Family> families() {
        return FAMILIES;
    }

    /** The family with this name; null for none. */
    public static Family family(String name) {
        return FAMILIES.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    }

    /** Has the device options of a source read by its family; problems go into its tree. */
    public static void check(SourceConfig source) {
        Family family = family(source.family());
        if (family != null) {
            family.check(source);
            return;
        }
        source.device().acceptAll();
        String known = FAMILIES.stream().map(Family::name).collect(Collectors.joining(", "));
        source.device()
                .problems()
                .add(
                        "sources." + source.name(),
                        "family",
                        "'" + source.family() + "' is not one of " + known);
    }

    /**
     * The format of a recorded file, found from its content.
     *
     * @throws UnknownFormat if it is none that we can read
     * @throws IOException if it cannot be read at all
     */
    public static RecordedFormat formatOf(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long size;
        try (FileChannel channel = FileChannel.open(file)) {
            size = channel.size();
            int read = 0;
            while (read >= 0 && head.hasRemaining()) {
                read = channel.read(head);
            }
        }
        head.flip();
        for (Family family : FAMILIES) {
            for (RecordedFormat format : family.formats()) {
                if (format.recognises(head.duplicate().order(ByteOrder.LITTLE_ENDIAN), size)) {
                    return format;
                }
            }
        }
        String known =
                FAMILIES.stream()
                        .flatMap(f -> f.formats().stream())
                        .map(RecordedFormat::name)
                        .collect(Collectors.joining(", "));
        throw new UnknownFormat(file + " is of no format that can be read here: " + known);
    }
}
