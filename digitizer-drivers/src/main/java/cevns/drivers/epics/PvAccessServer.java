package cevns.drivers.epics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAAlarm;
import org.epics.pva.data.nt.PVAAlarm.AlarmSeverity;
import org.epics.pva.data.nt.PVAAlarm.AlarmStatus;
import org.epics.pva.data.nt.PVADisplay;
import org.epics.pva.data.nt.PVAScalar;
import org.epics.pva.data.nt.PVATimeStamp;
import org.epics.pva.server.ServerPV;

/** Serves variables by PV Access, each an {@code epics:nt/NTScalar:1.0} of a double. */
final class PvAccessServer implements PvServer {

    private final List<EpicsVariable> variables;
    private final List<PVAStructure> data = new ArrayList<>();
    private final List<ServerPV> served = new ArrayList<>();
    private PvaNetwork.Server server;

    PvAccessServer(List<EpicsVariable> variables) {
        this.variables = variables;
    }

    @Override
    public InetSocketAddress start(InetSocketAddress listenOn) throws IOException {
        server = PvaNetwork.server(listenOn);
        try {
            for (EpicsVariable variable : variables) {
                PVAStructure undefined = undefined(variable);
                data.add(undefined);
                served.add(server.server().createPV(variable.name(), undefined));
            }
        } catch (Exception e) { // the library declares no other
            close();
            throw new IOException("PV Access: " + e.getMessage(), e);
        }
        return server.searchedAt();
    }

    @Override
    public void post(int channel, double value, int severity, long timeNs) {
        PVAStructure structure = data.get(channel);
        PVADouble number = structure.get("value");
        number.set(value);
        PVAAlarm.getAlarm(structure)
                .set(
                        AlarmSeverity.values()[severity],
                        severity == 0 ? AlarmStatus.NO_STATUS : AlarmStatus.DEVICE,
                        severity == 0 ? "" : "EMULATED");
        PVATimeStamp.set(structure, Instant.ofEpochSecond(0, timeNs));
        try {
            served.get(channel).update(structure);
        } catch (Exception e) { // the library declares no other; the type is what it was
            throw new IllegalStateException(variables.get(channel).name(), e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            served.forEach(ServerPV::close);
            server.server().close();
        }
    }

    private static PVAStructure undefined(EpicsVariable variable) throws Exception {
        return PVAScalar.doubleScalarBuilder(0)
                .name(variable.name())
                .alarm(new PVAAlarm(AlarmSeverity.INVALID, AlarmStatus.UNDEFINED, "UDF"))
                .timeStamp(new PVATimeStamp(Instant.EPOCH))
                .display(
                        new PVADisplay(
                                0, 0, "emulated", variable.unit(), 3, PVADisplay.Form.DEFAULT))
                .build();
    }
}
