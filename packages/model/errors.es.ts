import type { ErrorCode } from './errors.ts'

/** Titles and remedies of the codes in Spanish. What a problem says of its own place stays English. */
export const codesEs: Readonly<
  Record<ErrorCode, { readonly title: string; readonly remedy: string }>
> = {
  'MSV-C001': {
    title: 'La expresión no se puede leer',
    remedy: 'Corrija la expresión CEL en el lugar indicado.',
  },
  'MSV-C002': {
    title: 'Campo desconocido',
    remedy: 'Use un campo del contrato o añádalo a contract.schema.json.',
  },
  'MSV-C003': {
    title: 'Tipo equivocado',
    remedy: 'Convierta el valor o use una función que lo admita.',
  },
  'MSV-C004': {
    title: 'Bloque desconocido',
    remedy: 'Cree blocks/NOMBRE.md o corrija el nombre.',
  },
  'MSV-C005': {
    title: 'Falta una variante',
    remedy:
      'Escriba la variante del idioma que la plantilla promete o quite el idioma de template.yaml.',
  },
  'MSV-C006': {
    title: 'Bloque circular',
    remedy: 'Quite una de las referencias; un bloque no puede contenerse a sí mismo.',
  },
  'MSV-C007': {
    title: 'Falta una imagen, fuente o archivo',
    remedy: 'Añada el archivo a la carpeta de contenido o corrija su ruta.',
  },
  'MSV-C008': {
    title: 'Estilo desconocido',
    remedy: 'Defina el estilo en brand/style.yaml o corrija el nombre.',
  },
  'MSV-C009': {
    title: 'Directiva o atributo desconocido',
    remedy: 'Consulte en docs/content.md las directivas y sus atributos.',
  },
  'MSV-C010': {
    title: 'No es posible en este canal',
    remedy: 'Escriba el contenido de otro modo para este canal o elija según el canal.',
  },
  'MSV-C011': {
    title: 'El archivo no se puede leer en su formato',
    remedy: 'Corrija el YAML, JSON o Markdown en el lugar indicado.',
  },
  'MSV-C012': {
    title: 'La muestra no cumple el contrato',
    remedy: 'Corrija la muestra o el contrato.',
  },
  'MSV-C013': {
    title: 'No se pudo calcular el valor',
    remedy: 'Proteja la expresión frente a datos ausentes, por ejemplo con has().',
  },
  'MSV-C014': {
    title: 'Plantilla, alternativa, tema o página maestra desconocidos',
    remedy: 'Corrija el nombre.',
  },
  'MSV-C015': {
    title: 'Función desconocida',
    remedy: 'Use una función de docs/content.md; los campos se escriben sin paréntesis.',
  },
  'MSV-C016': {
    title: 'Nunca se usa',
    remedy: 'Ponga primero lo que tiene condición y al final lo que vale siempre.',
  },
  'MSV-C017': {
    title: 'Falla una prueba del contenido',
    remedy: 'Corrija el contenido o lo que templates/NOMBRE/tests.yaml espera de él.',
  },
  'MSV-C018': {
    title: 'La contraseña no puede proteger el documento',
    remedy: 'Use un campo que todo cliente tenga, de 6 caracteres o más y de 127 bytes como mucho.',
  },
  'MSV-C019': {
    title: 'El archivo no puede ir dentro del documento',
    remedy:
      'Corrija lo que templates/NOMBRE/template.yaml incluye, o los datos de los que se hace.',
  },
  'MSV-C020': {
    title: 'La referencia no lleva a ninguna parte',
    remedy: 'Dé ese identificador al título o corrija la referencia.',
  },
  'MSV-D001': {
    title: 'La fila no tiene el número de columnas debido',
    remedy: 'Corrija la fila en el origen; ponga entre comillas los campos con el separador.',
  },
  'MSV-D002': {
    title: 'Columna desconocida o ausente',
    remedy: 'Nombre las columnas como en la descripción del origen o cambie la descripción.',
  },
  'MSV-D003': {
    title: 'El texto no está en la codificación indicada',
    remedy: 'Convierta el archivo o indique su codificación en la descripción del origen.',
  },
  'MSV-D004': {
    title: 'El registro no tiene cliente',
    remedy: 'Rellene la clave del cliente en el origen.',
  },
  'MSV-D005': {
    title: 'El valor no corresponde a su tipo',
    remedy: 'Corrija el valor en el origen.',
  },
  'MSV-D006': {
    title: 'El archivo está vacío',
    remedy: 'Revise la exportación que lo produjo.',
  },
  'MSV-D007': {
    title: 'El registro no cumple el contrato',
    remedy: 'Corrija el registro o la correspondencia.',
  },
  'MSV-D008': {
    title: 'El registro es demasiado grande',
    remedy: 'Aumente limits.recordRows en la descripción del origen si es auténtico.',
  },
  'MSV-D009': {
    title: 'No se puede leer el archivo',
    remedy: 'Compruebe la ruta, los permisos y que esté completo.',
  },
  'MSV-D010': {
    title: 'La misma clave aparece dos veces',
    remedy: 'Haga únicas las claves u ordene el origen para que cada registro esté junto.',
  },
  'MSV-D011': {
    title: 'Comillas sin cerrar',
    remedy: 'Cierre las comillas; se nombra el campo que las abre.',
  },
  'MSV-D012': {
    title: 'La fila no es un objeto JSON',
    remedy: 'Corrija el JSON en el lugar indicado.',
  },
  'MSV-K001': {
    title: 'No se puede alcanzar el canal',
    remedy: 'Compruebe los ajustes del canal y que su servidor esté en marcha.',
  },
  'MSV-K002': {
    title: 'La dirección no es de este canal',
    remedy: 'Corrija el punto de contacto.',
  },
  'MSV-K003': {
    title: 'El operador rechazó el mensaje',
    remedy: 'Vea las palabras del operador en el acuse.',
  },
  'MSV-R001': {
    title: 'La ejecución no cuadra',
    remedy: 'Comuníquelo con el informe de la ejecución: no debería ser posible.',
  },
  'MSV-R002': {
    title: 'Ya se está trabajando en la ejecución',
    remedy: 'Espere al otro proceso o deténgalo.',
  },
  'MSV-R003': {
    title: 'La plantilla no se usa en este momento',
    remedy: 'Nombre una que sí se use o publique otras fechas de vigencia en su template.yaml.',
  },
  'MSV-S001': {
    title: 'El puerto está ocupado',
    remedy: 'Detenga el otro programa o asigne la variable nombrada.',
  },
  'MSV-S002': {
    title: 'No se puede alcanzar la base de datos',
    remedy: 'Compruebe DATABASE_URL o quítela para usar el servidor incluido.',
  },
  'MSV-S003': {
    title: 'El ajuste no es válido',
    remedy: 'Corrija el ajuste nombrado.',
  },
  'MSV-S004': { title: 'No encontrado', remedy: 'Compruebe el identificador.' },
  'MSV-S005': {
    title: 'La petición no es válida',
    remedy: 'Corrija el campo nombrado.',
  },
  'MSV-S006': {
    title: 'El programa falló',
    remedy: 'Es un error del programa: comuníquelo con lo que dice el registro.',
  },
  'MSV-L001': {
    title: 'Otra persona lo cambió entretanto',
    remedy:
      'Mire ambas versiones, quédese con lo correcto de cada una y guarde otra vez sobre la más nueva.',
  },
  'MSV-L002': {
    title: 'Cuatro ojos',
    remedy: 'Que lo apruebe alguien que no lo haya editado.',
  },
  'MSV-L003': {
    title: 'Nadie ha iniciado sesión',
    remedy: 'Inicie sesión e inténtelo de nuevo.',
  },
  'MSV-L004': {
    title: 'Sin permiso para esto',
    remedy: 'Pida la función a un administrador o a quien la tenga que lo haga.',
  },
  'MSV-L005': {
    title: 'No es posible en este estado',
    remedy: 'Vea en la cronología del cambio qué ocurrió con él.',
  },
  'MSV-L006': {
    title: 'En uso y a punto de retirarse',
    remedy: 'Quite primero las referencias nombradas o conserve el bloque.',
  },
  'MSV-L007': {
    title: 'La dirección y la contraseña no concuerdan',
    remedy: 'Compruebe ambas; un administrador puede poner otra contraseña.',
  },
  'MSV-L008': {
    title: 'No es un archivo de contenido',
    remedy:
      'Use las rutas de docs/content.md: blocks/NOMBRE.IDIOMA.md, templates/NOMBRE/…, brand/….',
  },
  'MSV-L009': {
    title: 'No hay nada publicado',
    remedy: 'Publique primero contenido: misiva push CONTENT --publish.',
  },
  'MSV-P001': {
    title: 'Ninguna fuente tiene este carácter',
    remedy: 'Ponga una fuente que lo tenga bajo fallback en el estilo.',
  },
  'MSV-P002': {
    title: 'La imagen no se puede usar',
    remedy: 'Guárdela de nuevo como JPEG, PNG o SVG sencillo.',
  },
  'MSV-P003': {
    title: 'El contenido no cabe en su marco',
    remedy: 'Agrande el marco o reduzca el contenido.',
  },
}
