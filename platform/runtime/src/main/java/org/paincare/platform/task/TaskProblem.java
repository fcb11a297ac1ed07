package org.paincare.platform.task;

import org.paincare.platform.Text;
import org.paincare.platform.problem.ProblemCode;

/** What can be wrong with what is asked of a task. */
enum TaskProblem implements ProblemCode {
    TASK_KIND_UNKNOWN(422, "Nobody raises a task of this kind by hand", "Nadie crea a mano una tarea de este tipo"),
    TASK_STATE(409, "The task is not open", "La tarea no está abierta"),
    UNKNOWN_STAFF(
            422,
            "No active member of staff with this function has this id",
            "Ningún miembro activo del personal con esta función tiene este id");

    private final int status;
    private final Text title;

    TaskProblem(int status, String en, String es) {
        this.status = status;
        this.title = new Text(en, es);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Text title() {
        return title;
    }
}
