import type { ErrorCode } from './errors.ts'

/** Titles and remedies of the codes in Chinese. What a problem says of its own place stays English. */
export const codesZh: Readonly<
  Record<ErrorCode, { readonly title: string; readonly remedy: string }>
> = {
  'MSV-C001': {
    title: '表达式无法解析',
    remedy: '请在所示位置更正 CEL 表达式。',
  },
  'MSV-C002': {
    title: '未知字段',
    remedy: '请使用契约中的字段，或将其加入 contract.schema.json。',
  },
  'MSV-C003': {
    title: '类型错误',
    remedy: '请转换该值，或使用可接受它的函数。',
  },
  'MSV-C004': {
    title: '未知内容块',
    remedy: '请创建 blocks/名称.md，或更正名称。',
  },
  'MSV-C005': {
    title: '缺少变体',
    remedy: '请编写模板所声明语言的变体，或从 template.yaml 中删除该语言。',
  },
  'MSV-C006': {
    title: '内容块循环引用',
    remedy: '请删除其中一个引用；内容块不能包含自身。',
  },
  'MSV-C007': {
    title: '缺少图片、字体或文件',
    remedy: '请将文件加入内容文件夹，或更正其路径。',
  },
  'MSV-C008': {
    title: '未知样式',
    remedy: '请在 brand/style.yaml 中定义样式，或更正名称。',
  },
  'MSV-C009': {
    title: '未知指令或属性',
    remedy: '指令及其属性见 docs/content.md。',
  },
  'MSV-C010': {
    title: '此渠道不支持',
    remedy: '请为此渠道以其他方式编写内容，或按渠道选择。',
  },
  'MSV-C011': {
    title: '无法按其格式读取文件',
    remedy: '请在所示位置更正 YAML、JSON 或 Markdown。',
  },
  'MSV-C012': { title: '样本不符合契约', remedy: '请更正样本或契约。' },
  'MSV-C013': {
    title: '无法计算该值',
    remedy: '请让表达式能应对缺失的数据，例如使用 has()。',
  },
  'MSV-C014': {
    title: '未知模板、替代形式、主题或母版页',
    remedy: '请更正名称。',
  },
  'MSV-C015': {
    title: '未知函数',
    remedy: '请使用 docs/content.md 中的函数；字段不带括号书写。',
  },
  'MSV-C016': {
    title: '从未使用',
    remedy: '请把有条件的放在前面，始终成立的放在最后。',
  },
  'MSV-C017': {
    title: '内容测试未通过',
    remedy: '请更正内容，或更正 templates/名称/tests.yaml 对它的要求。',
  },
  'MSV-C018': {
    title: '密码无法保护文档',
    remedy: '请使用每位客户都有的字段，至少 6 个字符，最多 127 字节。',
  },
  'MSV-C019': {
    title: '文件无法嵌入文档',
    remedy: '请更正 templates/名称/template.yaml 嵌入的内容，或生成它的数据。',
  },
  'MSV-C020': {
    title: '引用没有目标',
    remedy: '请给标题加上该标识，或更正引用。',
  },
  'MSV-D001': {
    title: '该行列数不对',
    remedy: '请在来源中更正该行；含分隔符的字段要加引号。',
  },
  'MSV-D002': {
    title: '未知或缺少列',
    remedy: '请按来源说明命名各列，或修改说明。',
  },
  'MSV-D003': {
    title: '文本不是所声明的编码',
    remedy: '请转换文件，或在来源说明中声明其编码。',
  },
  'MSV-D004': { title: '记录没有客户', remedy: '请在来源中填写客户键。' },
  'MSV-D005': { title: '值不符合其类型', remedy: '请在来源中更正该值。' },
  'MSV-D006': { title: '文件为空', remedy: '请检查生成它的导出。' },
  'MSV-D007': { title: '记录不符合契约', remedy: '请更正记录或映射。' },
  'MSV-D008': {
    title: '记录过大',
    remedy: '若确属真实数据，请调高来源说明中的 limits.recordRows。',
  },
  'MSV-D009': {
    title: '无法读取文件',
    remedy: '请检查路径、权限及文件是否完整。',
  },
  'MSV-D010': {
    title: '同一个键出现两次',
    remedy: '请使键唯一，或对来源排序使同一记录相邻。',
  },
  'MSV-D011': { title: '引号未闭合', remedy: '请闭合引号；已指出是哪个字段。' },
  'MSV-D012': {
    title: '该行不是 JSON 对象',
    remedy: '请在所示位置更正 JSON。',
  },
  'MSV-K001': {
    title: '无法连接渠道',
    remedy: '请检查渠道设置及其服务器是否运行。',
  },
  'MSV-K002': { title: '地址不属于此渠道', remedy: '请更正联系方式。' },
  'MSV-K003': { title: '运营商拒绝了消息', remedy: '运营商的说明见回执。' },
  'MSV-R001': {
    title: '批次账目不平',
    remedy: '这本不应发生：请连同批次报告一并反馈。',
  },
  'MSV-R002': {
    title: '批次正在处理中',
    remedy: '请等待另一进程，或将其停止。',
  },
  'MSV-R003': {
    title: '此模板当前不使用',
    remedy: '请选用有效的模板，或在其 template.yaml 中发布其他有效日期。',
  },
  'MSV-S001': {
    title: '端口已被占用',
    remedy: '请停止另一程序，或设置所示变量。',
  },
  'MSV-S002': {
    title: '无法连接数据库',
    remedy: '请检查 DATABASE_URL，或删除它以使用内置服务器。',
  },
  'MSV-S003': { title: '设置无效', remedy: '请更正所示设置。' },
  'MSV-S004': { title: '未找到', remedy: '请检查标识符。' },
  'MSV-S005': { title: '请求无效', remedy: '请更正所示字段。' },
  'MSV-S006': {
    title: '程序出错',
    remedy: '这是程序的错误：请连同日志内容一并反馈。',
  },
  'MSV-L001': {
    title: '其间有他人修改',
    remedy: '请查看两个版本，各取所需，再在较新版本上保存。',
  },
  'MSV-L002': { title: '四眼原则', remedy: '请由未编辑过的人批准。' },
  'MSV-L003': { title: '尚未登录', remedy: '请登录后重试。' },
  'MSV-L004': {
    title: '无权执行此操作',
    remedy: '请向管理员申请角色，或请有权者代办。',
  },
  'MSV-L005': { title: '当前状态下不可行', remedy: '经过见该变更的时间线。' },
  'MSV-L006': {
    title: '仍在使用却要停用',
    remedy: '请先去掉所示引用，或保留该内容块。',
  },
  'MSV-L007': {
    title: '地址与密码不符',
    remedy: '请检查两者；管理员可设置新密码。',
  },
  'MSV-L008': {
    title: '不是内容文件',
    remedy: '请使用 docs/content.md 的路径：blocks/名称.语言.md、templates/名称/…、brand/…。',
  },
  'MSV-L009': {
    title: '尚未发布任何内容',
    remedy: '请先发布内容：misiva push CONTENT --publish。',
  },
  'MSV-P001': {
    title: '没有字体包含此字符',
    remedy: '请在样式的 fallback 下列出含该字符的字体。',
  },
  'MSV-P002': {
    title: '图片无法使用',
    remedy: '请重新保存为 JPEG、PNG 或普通 SVG。',
  },
  'MSV-P003': { title: '内容放不进其框', remedy: '请放大框或缩小内容。' },
}
