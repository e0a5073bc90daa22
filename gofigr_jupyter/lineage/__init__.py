"""Which executed cells made a figure: static def/use over what was really executed.

Pure functions over source text, far away from kernels and files:

    source      a cell's text, magics included, becomes Python statements
    known       what is known of well-known calls: which change, which draw, which are harmless
    names       which name a piece of syntax begins with
    call        one call, by the names it is about
    effects     what a statement does to the names around it
    reading     reads a statement's effects, in the order of execution
    imports     which modules code imports, and what they import in turn
    unrolled    what had run of an execution when it displayed a figure
    history     the executions of a session become a chain of steps
    slicing     the steps that one figure depends on, with doubts
"""
